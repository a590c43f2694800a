//! Every text here was written for these tests.

use super::*;

/// A short paragraph of news in each language.
const NEWS: &[(&str, &str)] = &[
    (
        "ko",
        "서울시 의회는 화요일 밤 오래된 항구 크레인을 박물관에 팔기로 결정했다.",
    ),
    (
        "ru",
        "Городской совет во вторник вечером решил продать старый портовый кран музею в соседней долине.",
    ),
    (
        "uk",
        "Міська рада у вівторок увечері вирішила продати старий портовий кран музею, що в сусідній долині.",
    ),
    (
        "bg",
        "Общинският съвет реши във вторник вечерта да продаде стария пристанищен кран на музея в съседната долина.",
    ),
    (
        "pl",
        "Rada miasta zdecydowała we wtorek wieczorem, że stary dźwig portowy zostanie sprzedany do muzeum, ale nie wcześniej niż w maju.",
    ),
    (
        "cs",
        "Městská rada v úterý večer rozhodla, že starý přístavní jeřáb prodá muzeu v sousedním údolí, a to už v květnu.",
    ),
    (
        "th",
        "สภาเมืองมีมติเมื่อคืนวันอังคารให้ขายปั้นจั่นท่าเรือเก่าแก่แก่พิพิธภัณฑ์ในหุบเขาถัดไป",
    ),
    (
        "ja",
        "市議会は火曜日の夜、古い港のクレーンを隣の谷の博物館に売却することを決めた。",
    ),
    (
        "zh",
        "市议会周二晚间决定将旧港口起重机出售给邻近山谷的一家博物馆。",
    ),
    (
        "ar",
        "قرر مجلس المدينة مساء الثلاثاء بيع رافعة الميناء القديمة إلى متحف في الوادي المجاور.",
    ),
    (
        "el",
        "Το δημοτικό συμβούλιο αποφάσισε το βράδυ της Τρίτης να πουλήσει τον παλιό γερανό του λιμανιού σε ένα μουσείο.",
    ),
    (
        "he",
        "מועצת העיר החליטה ביום שלישי בערב למכור את העגורן הישן של הנמל למוזיאון בעמק הסמוך.",
    ),
    (
        "hi",
        "नगर परिषद ने मंगलवार शाम को पुराने बंदरगाह की क्रेन को पड़ोसी घाटी के एक संग्रहालय को बेचने का फैसला किया।",
    ),
    (
        "tr",
        "Belediye meclisi salı akşamı eski liman vincinin komşu vadideki bir müzeye satılması için karar aldı, ancak tarih henüz belli değil.",
    ),
    (
        "fi",
        "Kaupunginvaltuusto päätti tiistai-iltana, että vanha satamanosturi myydään museolle, mutta hinta ei ole vielä selvillä.",
    ),
    (
        "nl",
        "De gemeenteraad heeft dinsdagavond besloten om de oude havenkraan te verkopen aan een museum in het volgende dal.",
    ),
    (
        "de",
        "Der Gemeinderat hat am Dienstagabend beschlossen, den alten Hafenkran an ein Museum im Nachbartal zu verkaufen.",
    ),
    (
        "fr",
        "Le conseil municipal a décidé mardi soir de vendre la vieille grue du port à un musée de la vallée voisine.",
    ),
    (
        "es",
        "El ayuntamiento decidió el martes por la noche vender la vieja grúa del puerto a un museo del valle vecino.",
    ),
    (
        "it",
        "Il consiglio comunale ha deciso martedì sera di vendere la vecchia gru del porto a un museo della valle vicina.",
    ),
    (
        "pt",
        "A câmara municipal decidiu na noite de terça-feira vender o velho guindaste do porto a um museu do vale vizinho.",
    ),
    (
        "sv",
        "Kommunfullmäktige beslutade på tisdagskvällen att sälja den gamla hamnkranen till ett museum i nästa dal.",
    ),
    (
        "da",
        "Byrådet besluttede tirsdag aften at sælge den gamle havnekran til et museum i den næste dal, men prisen er ikke kendt.",
    ),
    (
        "cy",
        "Penderfynodd y cyngor nos Fawrth werthu hen graen yr harbwr i amgueddfa yn y cwm nesaf, ond nid oedd pris wedi ei roi.",
    ),
    (
        "hu",
        "A városi tanács kedd este úgy döntött, hogy a régi kikötői darut eladja egy múzeumnak a szomszéd völgyben.",
    ),
    (
        "ro",
        "Consiliul local a hotărât marți seara să vândă vechea macara din port unui muzeu din valea vecină.",
    ),
    (
        "id",
        "Dewan kota pada Selasa malam memutuskan untuk menjual derek pelabuhan tua itu kepada museum di lembah sebelah.",
    ),
    (
        "vi",
        "Hội đồng thành phố tối thứ Ba đã quyết định bán chiếc cần cẩu cảng cũ cho một bảo tàng ở thung lũng bên cạnh.",
    ),
];

/// English as it is written in many places.
const ENGLISH: &[&str] = &[
    "The council of Lundby voted 14 to 9 on Monday to close the ice rink in May.",
    "Ursula von der Leyen met Luis de Guindos and Charles de la Tour in Rio de Janeiro on Monday.",
    "Da wee bairn wisnae feart, but the auld man said he didnae ken whit tae dae wi it.",
    "Police nabbed three for allegedly duping a kirana owner of Rs 4.5 lakh on the pretext of KYC updation.",
    "The governor, Alhaji Musa Bello, don talk say the road go ready before the rains come.",
    "“Allons enfants de la patrie,” he sang from the balcony, and the crowd of women below sang it with him.",
    "THE MAYOR OF LOS ANGELES SAID ON MONDAY THAT THE FIRE IN LA CAÑADA WAS UNDER CONTROL",
    "Through pvt & govt schools, we have started distributing 50 lakh masks today, the min said.",
    "“Wir schaffen das,” Merkel said. It became the motto of her years in office.",
];

/// Too little to tell: names, headlines, figures.
const UNCLEAR: &[&str] = &[
    "",
    "1,204",
    "Modi slams Congress, hails Gujarat growth",
    "Biden wins Michigan",
    "Kane 23, Saka 45, Foden 67, van Dijk 88",
    "Bayern Munich beat Real Madrid 3-1",
    "https://www.example.org/news/2026/de-la-un-les/el-que-se-los.html",
    "LOS ANGELES, LA JOLLA, LAS VEGAS, EL PASO",
];

const SOURCE: &[&str] = &[
    "fn main() {\n    let total: usize = parts.iter().map(|part| part.len()).sum();\n    println!(\"{total}\");\n}",
    "def read(path):\n    with open(path) as source:\n        for line in source.readlines():\n            yield line.split(\",\")[0]",
    "for (int i = 0; i < n; i++) {\n    if (a[i] > max) {\n        max = a[i];\n    }\n    sum += a[i] * w[i];\n}\nreturn sum / n;",
    "#include <stdio.h>\nint main(void) {\n  for (int i = 0; i < 10; i++) printf(\"%d\\n\", i);\n  return 0;\n}",
    "const total = items.filter((item) => item.isOpen && item.count > 0).reduce((sum, item) => sum + item.count, 0);",
    "public class Reader {\n    private final List<String> lines = new ArrayList<>();\n    public int size() { return lines.size(); }\n}",
    "SELECT id, name FROM article_rows WHERE project_id = 7 AND deleted_at IS NULL;\nUPDATE article_rows SET seen_at = now() WHERE id = 3;\n-- done\nDELETE FROM old_rows;\nDROP TABLE old_rows;",
    "{\n  \"name\": \"harbour\",\n  \"items\": [\n    {\"id\": 1, \"text\": \"The council met\"},\n    {\"id\": 2}\n  ]\n}",
    ".card { display: flex; margin: 0 auto; }\n.card > a { color: var(--ink_second); }",
];

const NOISE: &[&str] = &[
    "asdf jklö asdf qwer sdfg hjkl dfgh asdf",
    "sdkjfh skdjfh ksjdhf kjsdhf ksjdhfk jshdf kjshdf",
    "lkjsdf oiuwer lkjsdf vbnmxc qpwoei zxmcnb sldkfj weoriu xcmvnb alskdj woeiru zmxncb pqowie lskdjf eoriut xmcnvb",
];

fn code_of(text: &str) -> &'static str {
    match guess(text) {
        Guess::Language(language) => language.code,
        Guess::NoProse => "no prose",
        Guess::Unclear => "unclear",
    }
}

#[test]
fn a_paragraph_of_news_tells_its_language() {
    for (code, text) in NEWS {
        assert_eq!(code_of(text), *code, "{text}");
    }
}

#[test]
fn english_is_english_whoever_writes_it_and_whatever_names_it_has() {
    for text in ENGLISH {
        assert_eq!(code_of(text), "en", "{text}");
    }
}

#[test]
fn nothing_is_guessed_from_names_and_headlines() {
    for text in UNCLEAR {
        assert_eq!(code_of(text), "unclear", "{text}");
    }
}

#[test]
fn program_source_and_stray_typing_are_no_prose() {
    for text in SOURCE.iter().chain(NOISE) {
        assert_eq!(code_of(text), "no prose", "{text}");
    }
}

#[test]
fn a_capitalised_language_is_told_by_its_small_words_too() {
    assert_eq!(
        code_of("DER GEMEINDERAT HAT AM DIENSTAG BESCHLOSSEN, DASS DER KRAN NICHT VERKAUFT WIRD"),
        "de"
    );
}

#[test]
fn a_language_that_is_not_listed_gets_no_wrong_name() {
    let somali = "Golaha deegaanka ayaa habeenkii Talaadada go'aansaday inay iibiyaan wiishka dekedda ee \
        duugga ah. Guddoomiyaha ayaa sheegay in lacagta la geliyo maktabadda cusub ee magaalada, balse \
        dadka deegaanka qaarkood ayaa ka soo horjeeda.";
    assert_eq!(code_of(somali), "und");
    let zulu = "Umkhandlu wedolobha unqume ngobusuku bangoLwesibili ukuthengisa ikhreyini endala \
        yetheku kumnyuziyamu osesigodini esilandelayo. Imeya ithe imali izosetshenziswa emtatsheni \
        wezincwadi omusha, kodwa abanye abahlali abavumi.";
    assert_eq!(code_of(zulu), "zu");
}

#[test]
fn what_paragraphs_show_adds_up() {
    let mut whole = Evidence::default();
    for line in ["Es schneit nicht.", "Und dann?", "Auch nicht.", "Ja, doch."] {
        whole.add(&Evidence::of(line));
    }
    assert_eq!(
        whole.guess(),
        Guess::Language(Language::of_tag("de").unwrap())
    );
}

#[test]
fn tags_in_any_form_name_a_language() {
    for tag in ["de", "de-AT", "DE_de", "deu", "German", " german "] {
        assert_eq!(
            Language::of_tag(tag).map(|one| one.name),
            Some("German"),
            "{tag}"
        );
    }
    assert!(Language::of_tag("en-GB").is_some_and(Language::is_english));
    assert!(Language::of_tag("eng").is_some_and(Language::is_english));
    assert_eq!(Language::of_tag("xx"), Some(Language::OTHER));
    assert_eq!(Language::of_tag(" "), None);
}

#[test]
fn every_language_of_the_asset_has_its_own_bit_and_code() {
    let with_words = BOOK.words.values().fold(0, |all, bits| all | bits);
    let listed = with_words.count_ones() as usize;
    assert!((30..64).contains(&listed), "{listed}");
    let mut codes: Vec<&str> = BOOK.languages.iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), BOOK.languages.len());
}
