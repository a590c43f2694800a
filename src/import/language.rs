//! Which language a text is in, where it is long enough to tell.

use whatlang::Lang;

/// Fewer words than this tell a language only by luck.
const FEWEST_WORDS: usize = 40;

/// Reading more than this makes no language clearer.
const ENOUGH_BYTES: usize = 20_000;

/// ISO 639-1 code of the text's language; `None` where it is short or unclear.
pub(super) fn detect(text: &str) -> Option<String> {
    if text.split_whitespace().take(FEWEST_WORDS).count() < FEWEST_WORDS {
        return None;
    }
    let head = &text[..text.floor_char_boundary(ENOUGH_BYTES)];
    let info = whatlang::detect(head)?;
    (info.is_reliable() || info.confidence() > 0.8).then(|| short_code(info.lang()).to_owned())
}

/// The two-letter code that a page declares: `en` for `en-GB`.
pub(super) fn declared(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?;
    (first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .then(|| first.to_ascii_lowercase())
}

/// whatlang names languages by three letters; the two-letter codes are ISO 639-1.
fn short_code(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The town council voted on Tuesday evening to sell the old harbour crane \
        to a museum in the next valley, after a debate that lasted for more than three hours and \
        drew so many residents that the doors of the hall had to be left open to the street.";

    #[test]
    fn an_english_report_is_english() {
        assert_eq!(detect(REPORT).as_deref(), Some("en"));
    }

    #[test]
    fn a_german_report_is_german() {
        let words = "Der Gemeinderat hat am Dienstagabend beschlossen, den alten Hafenkran an ein \
            Museum im Nachbartal zu verkaufen, nachdem mehr als drei Stunden lang debattiert worden \
            war und so viele Bürger gekommen waren, dass die Türen des Saales zur Straße hin offen \
            bleiben mussten.";
        assert_eq!(detect(words).as_deref(), Some("de"));
    }

    #[test]
    fn a_short_text_has_no_language() {
        assert_eq!(detect("The council voted on Tuesday."), None);
    }

    #[test]
    fn a_declared_language_loses_its_region() {
        assert_eq!(declared("en-GB").as_deref(), Some("en"));
        assert_eq!(declared(""), None);
    }
}
