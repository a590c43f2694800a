"""Writes tests/fixtures/vader.json: sentences with the scores of vaderSentiment 3.3.2.

    python3 -m venv venv && venv/bin/pip install vaderSentiment==3.3.2
    venv/bin/python training/vader_fixture.py

The Rust port in src/analysis/sentiment is tested against this file. All sentences
are written for this project or put together here from words and templates; the
random part has a fixed seed, so the file comes out the same every time. Run under
Python 3.11 or older, or check the last decimals: 3.12 adds floats up differently.
Each entry is [text, negative, neutral, positive, compound].
"""
import itertools
import json
import pathlib
import random

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

ROOT = pathlib.Path(__file__).resolve().parent.parent

HAND_WRITTEN = r"""
The harbour council met on Tuesday to discuss the ferry timetable.
Officials said the bridge would close for nine weeks.
The minister praised the volunteers and thanked the fire crews.
The minister did not praise the volunteers, nor did she thank the fire crews.
Critics called the plan a disgrace.
Critics called the plan a DISGRACE!
Nobody was hurt in the blaze, the brigade said.
Residents fear that the mill will close.
Residents do not fear that the mill will close.
Residents have never been so happy with the mill.
It was never this good under the old board.
She has never been this angry.
Without doubt a great day for the valley.
Without a doubt, the worst result in years.
Without any hope of rescue, the miners waited.
It is without doubt excellent work.
The least successful season in the club's history.
At least the roof is safe.
At the very least it was honest.
Least helpful of all was the map.
The least bad of three bad choices.
least good
At least good
The food was good, but the service was terrible.
The service was terrible, but the food was good.
The service was terrible. But the food was good!
BUT the food was good and the wine was good and the view was good.
good but good
good good good but good good good
bad good bad good but good bad good bad
I love it but I hate it but I love it.
But
but but but
Not bad at all.
Not good at all.
Not very good.
Not really very good.
It isn't bad.
It isnt bad.
It ain't pretty.
It can't be worse.
They cannot win.
They can't win this one!
None of the winners was happy.
Nothing good came of it.
Nowhere is safe.
Neither honest nor clever.
No good reason was given.
No reason was given for the attack.
No real progress and no real hope.
There is no worse nor better answer.
There is no worse or better answer.
No, that is wonderful.
No
no
No!
no no no
no good
no good no bad
Say no to war.
Say no to the wonderful plan
Despite the success, the firm cut jobs.
Rarely happy, seldom pleased.
He is kind of nice.
He is kind.
A kind of magic.
It was kind of a disaster.
It was sort of a disaster.
It was sorta good.
It was just enough good news.
There was just enough joy to go round.
We saw just enough good will there.
It was only kind of good.
Kind of good, kind of bad.
The tickets were to die for.
A cake simply to die for, they said.
It was the kiss of death for the coalition.
The tax proved a kiss of death and a disaster.
We waited at the bus stop in the rain.
The old bus stop attack was terrible news.
He is a bad ass driver with a great car.
That is one bad ass.
A badass move.
Oh yeah right that was great.
yeah right
Well yeah right what a success
The city's beating heart is its market.
She has a beating heart for the poor.
The party was the bomb last night.
That show was the shit.
They upper hand the lovely talks.
The firm is in the black after a good year.
He blew smoke about the great deal.
The speech was EXCELLENT and the crowd was happy.
THE SPEECH WAS EXCELLENT AND THE CROWD WAS HAPPY.
The speech was excellent and the CROWD was happy.
A VERY good result.
A very GOOD result.
A VERY GOOD result.
A VERY BAD result.
A SLIGHTLY bad result.
A SLIGHTLY BAD result.
It was INCREDIBLY sad news.
It is NOT good.
NOT GOOD.
I AM NOT AMUSED
I am not AMUSED
So so sad.
So very, very sad!
This so good film.
They were so happy.
What were they so happy about?
What on earth is so good here?
This is this good.
You never know this good man.
Is it good?
Is it good??
Is it good???
Is it good????
Is it good?????
Is it bad??
Why is it so bad????
Good!
Good!!
Good!!!
Good!!!!
Good!!!!!
Good!!!!!!!!!!!!
Bad!
Bad!!
Bad!!!
Bad!!!!!!
What?!
Great?!?!
Horrible?!?!?!
A chair!!!
!!!
???
?!
.
...
,
-
:)
:(
:D
:-)
:-(
;)
:/
:P
XD
xD
<3
</3
:'(
:') lovely
That went well :)
That went well :(
That went well :) :) :)
That went well:)
(:
Great :( news
:o :O :0
d:
D:
8-)
>:(
Make sure you :) or :D today!
lol
LOL
lmao that was bad
rofl, what a mess
smh at this decision
ikr it was great
The film sux.
The film SUX!
Today only kinda sux! But we'll get by, lol
😀
😀😀😀
😡
The vote passed 😀
The vote passed😀
The vote passed😀happily
The vote failed 😢😢 and people cried
❤️
❤️ you
💔
👍
👎 bad
🔥🔥🔥 great show
🇨🇦 wins gold 🥇
👩‍🚒 saved the cat
Sad 😂 but true
I ❤ the harbour
good😀bad
😀 but 😡
©
© 2026 The Lantern
® good
™
The “good” plan.
The “good plan” failed.
“Good,” she said.
"Good," she said.
'Good,' she said.
‘Good,’ she said.
«Good»
The plan isn’t good.
The plan isn't good.
They don’t care.
They don't care.
We won’t win.
We won't win.
The far‑right won a great victory.
The far-right won a great victory.
A well‑loved mayor.
A well-loved mayor.
It was good—splendid, even.
It was good — splendid, even.
It was good – splendid, even.
good…bad
good...bad
good. Bad.
good.bad
Good/bad.
(good)
[bad]
{great}
**great**
_great_
~great~
#great
@great
great's
great,
,great
great;bad
great; bad
a-good-day
good-
--good--
un-good
It was an abandoned, burned-out, hopeless place.
$ 5 million fraud
100% good
50%
3.5 million died
a
I
A
an I
I A
ok
OK
Ok.
ok,
OK!
no.
No,
no;
"no" good
no" good
so.
War
WAR
war war
peace
peace, not war
war, not peace
not peace but war
not war but peace
Peace! War? Peace!! War??
İstanbul is GREAT
STRASSE is good
straße is good
Straße GREAT
ǅ GOOD bad
Ω GREAT good
ΣΟΦΟΣ good GREAT
КРАСОТА good
日本 good
日本 GREAT good
É GREAT
é GREAT
É great
naïve fools
a cliché disaster
café GOOD
Kind
kind of
Kind OF good
KIND OF GOOD
KIND of good
sort of good enough, sort of bad
sort-of good
kind-of good
kindof good
The mayor was hardly happy.
The mayor was barely alive.
Hardly any good news came, scarcely a smile.
Almost perfect, almost dead.
Less good, more bad.
More good, less bad.
Most loved, least hated.
Partly good, partly bad.
Totally awful.
Uber cool.
Friggin great.
Effing awful!
hella good
majorly disappointed
Utterly, utterly lost.
A considerable success, a marginal failure.
Occasional joy, extreme pain.
Enormous relief
Tremendous loss
A fully funded, highly popular, deeply loved library was destroyed.
Quite good. Quite bad. QUITE good. QUITE bad.
Never good.
Never so good.
Never this good.
Never ever so good.
Never been so very good.
never so bad
Never this bad!
So never good
This never so good
without good
without doubt good
without doubt a good
without a good doubt
without a doubt good
doubt without good
Doubt
No doubt good
no doubt a good plan
No doubt about it: a win.
"Why now?" the widow asked, weeping.
The storm killed four people and injured 31, the coastguard said on Friday.
Prices rose 4.2 per cent in March, the statistics office reported.
A court acquitted the former harbour master of fraud.
A court convicted the former harbour master of fraud and bribery.
The treaty was welcomed by three parties and rejected by two.
He admitted that he had lied, cheated and stolen.
She denied that she had lied, cheated or stolen.
It shows nothing but arrogance, hypocrisy and contempt.
The reform has been hailed as a triumph, a miracle, a blessing.
Opponents warned of chaos, panic and ruin.
The truce holds; the killing has stopped.
The truce does not hold; the killing has not stopped.
Experts are worried, but not surprised.
Experts are surprised but not worried.
He was arrested, released, arrested again and finally freed.
It is alarming that so few object.
They lost nothing.
They have nothing to lose.
A loss of hope is not a loss of life.
The rescue failed because of the fog.
The failed rescue angered relatives.
Few were satisfied.
The board expressed regret, sorrow and shame.
The board expressed no regret, no sorrow and no shame.
The board expressed no regret, sorrow or shame.
Happy birthday, dear valley!
The gift was generous, the giver was not.
The bank is not insolvent.
A generous, kind, brave and honest neighbour died yesterday.
Thieves stole a beloved statue.
The statue was recovered, undamaged, to great joy.
Is this justice? Is this fair? Is this right?
Enough! Enough! Enough!
"Stop! Thief!" she screamed.
They hate us!!! They really, really hate us!!!
It could not possibly have been any better.
It could hardly have been any worse.
I'd rather be poor than dishonest.
"""

CONTROL = [
    "", " ", "   ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\x1c", "good\x1cbad", "good\x1dbad\x1egood\x1fbad",
    "good\tbad", "good\nbad", "good\r\nbad\r\n", " good ", "\n\ngood\n\nbad!\n", "good\u00a0bad", "good\u2003bad",
    "good\u200bbad", "good\u2028bad", "good\u2029bad", "good\u0085bad", "good\ufeffbad", "\ufeffgood", "good\u00adness",
    "\u202egood", "good\u0301", "e\u0301 good", "\x00good", "good\x00", "good \x00 bad", "\u212aind of good",
    "\u212aIND", "GOO\u0110 bad", "go\u03a3 good", "\u03a3 GOOD bad", "\u1f88 GOOD bad", "ⅷ GOOD bad", "Ⅷ GOOD bad",
    "ª GOOD bad", "ﬁne good", "𝐆𝐎𝐎𝐃 good", "😀\u200d😀", "\U0001f600\ufe0f good", "😀 ", " 😀", "\n😀", "x😀\ny", "😀\t😡",
    "good! 😀!", "😀?? good", "¡good!", "¿good?", "good！", "good？？", "x" * 300, "good " * 60, "bad " * 90 + "!",
    "good but " * 25, "bad good but " * 12 + "love hate", "very " * 20 + "good", "not " * 20 + "good",
]

SUBJECTS = ["The plan", "Her speech", "The committee", "This verdict", "THE DEAL", "The “reform”", "Nobody's budget", "It"]
VERBS = ["is", "was", "isn't", "is not", "isn’t", "was never", "was never so", "has never been this", "may not be",
         "is hardly", "is without doubt", "is at least", "is the least", "IS NOT", "is no", "seems rather", "was so"]
BOOSTERS = ["", "very ", "VERY ", "slightly ", "kind of ", "sort of ", "really very ", "most ", "barely ", "utterly, ", "almost "]
ADJECTIVES = ["good", "bad", "GREAT", "terrible", "honest", "HORRIBLE", "brave", "dangerous", "ordinary", "Hopeless", "fair"]
ENDS = [".", "!", "!!!", "?", "???", "?!?!", " :)", " :(", ", but it failed.", ", but people love it!", " 😀", "…", " lol", ""]
EMPHASIS = ["joy", "hate", "win", "war", "crisis", "hope", "murder", "trust", "no", "but", "least", "never", "so", "this",
            "without", "doubt", "at", "very", "VERY", "kind", "of", "sort", "or", "nor", "not", "don't", "the", "yeah", "right",
            "bad", "ass", "good", "GOOD", "Good,", "to", "die", "for", "just", "enough", "bus", "stop", "heart", "beating",
            "shit", "bomb", "kiss", "death", "!", "?", ":)", ":-(", "😀", "table", "Table", "TABLE", "\u2011", "“great”", "great”"]

RATED = """abandoned accident admired afraid agree alarm amazing anger appalled attack award awful beautiful benefit bitter blame
bless boring brilliant broken calm care catastrophe celebrate cheat cheer clever collapse comfort complain confident confused
corrupt cruel cry damage danger dead defeat delight deny destroy difficult disappoint dishonest dislike doubtful dread eager
easy enemy enjoy excellent fail fair faith fake fantastic fear fight fine fool forgive fraud freedom friendly frightened fun
funny generous gentle glad gloomy grateful grief guilty happy hardship harm hero hostile hug hurt ideal ignore improve injury
innocent insult interesting jealous joke justice keen kill kind laugh liar like lonely lose lost love lucky mad mess miracle
mistake mourn nervous nice noble optimistic outrage pain panic peace perfect please poison popular poor pressure pride
protest proud punish racist relief resolve respect rich risk sad safe scandal scream serious shame shock sick smile sorry
stolen strong stupid succeed suffer super support suspicious sweet terror thank threat threaten tragedy treasure trouble
true ugly unhappy upset useful vicious victim violence warm warning weak welcome win wise worry worst worth wow wrong yes""".split()


def templates(draw):
    """A spread of the product of the parts, without repeats."""
    whole = list(itertools.product(SUBJECTS, VERBS, BOOSTERS, ADJECTIVES, ENDS))
    return [f"{s} {v} {b}{a}{e}" for s, v, b, a, e in draw.sample(whole, 700)]


def shuffled(draw):
    """Words in no order, so that every rule meets every other."""
    for _ in range(700):
        chosen = draw.choices(EMPHASIS, k=draw.randint(1, 9)) + draw.choices(RATED, k=draw.randint(0, 3))
        draw.shuffle(chosen)
        yield " ".join(chosen)


def emoticons(draw, lexicon):
    """Lexicon entries with signs in them, between words."""
    signs = [word for word in lexicon if not word.isalnum()]
    for sign in draw.sample(signs, 120):
        yield f"They won {sign} today"
        yield sign


def main():
    analyser = SentimentIntensityAnalyzer()
    draw = random.Random(20260101)
    texts = [line for line in HAND_WRITTEN.split("\n") if line] + CONTROL
    texts += templates(draw)
    texts += shuffled(draw)
    texts += emoticons(draw, analyser.lexicon)
    texts += [f"Rain {emoji} again" for emoji in draw.sample(sorted(e for e in analyser.emojis if len(e) == 1), 60)]
    rows = []
    for text in dict.fromkeys(texts):
        found = analyser.polarity_scores(text)
        rows.append([text, found["neg"], found["neu"], found["pos"], found["compound"]])
    lines = ",\n".join(json.dumps(row, ensure_ascii=True) for row in rows)
    (ROOT / "tests/fixtures/vader.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(len(rows), "sentences,", sum(row[4] != 0 for row in rows), "of them with a score")


if __name__ == "__main__":
    main()
