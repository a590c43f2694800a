//! What must stand around a verb before it reports: the columns of `reporting_verbs.txt`.
//!
//! A line is `verb: irregular forms | cell cell`, a section's default cells stand in a line
//! that begins with `=`. A cell is a name, or a name, `=` and words parted by `/`.

/// Facts about a verb that its cells state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells(u64);

/// Declares a constant for every cell without words, and the table of their names.
macro_rules! cells {
    ($($name:literal $constant:ident $meaning:literal;)*) => {
        impl Cells {
            cells!(@constants 0u32; $($constant $meaning;)*);
        }
        /// Cells by the name that the list gives them.
        pub const NAMES: &[(&str, Cells)] = &[$(($name, Cells::$constant)),*];
    };
    (@constants $bit:expr; ) => {};
    (@constants $bit:expr; $constant:ident $meaning:literal; $($rest:ident $more:literal;)*) => {
        #[doc = $meaning]
        pub const $constant: Self = Self(1 << $bit);
        cells!(@constants $bit + 1; $($rest $more;)*);
    };
}

cells! {
    "hearer" HEARER "Its object is told: reminded the board that.";
    "no-inversion" NO_INVERSION "Whoever follows it is the hearer, never the speaker.";
    "occasion" OCCASION "A time or place may stand between it and what is said: said on Monday that.";
    "unheard" UNHEARD "Reports behind a comma even where nobody is shown who says it.";
    "bodily" BODILY "What a thing may do without words, so that no document says it.";
    "it" IT "It may say so: it warns that.";
    "anyone" ANYONE "Only people do it, whatever noun stands for them: the backbench believes that.";
    "aims" AIMS "A document may do it: the bill seeks to.";
    "things" THINGS "Only things do it; of somebody it is what the outlet sees in them.";
    "cut" CUT "Stands in the plural beside the last name of a list whose first part is cut off.";
    "nobody" NOBODY "Its passive without an agent lays a claim on nobody: is feared.";
    "told" TOLD "Its passive without an agent leaves the speaker open: was told to.";
    "judges" JUDGES "Only people do what its passive says, whatever noun stands behind by.";
    "help" HELP "Behind a noun its passive tells of help and not of words: a group backed by.";
    "verdict" VERDICT "Its passive reports only a verdict: found to, found guilty.";
    "quoted-as" QUOTED_AS "Passes words on: was quoted as saying.";
    "figure" FIGURE "Reports with `at` and a figure: put the cost at nine million.";
    "no-figure" NO_FIGURE "A figure after it makes it a measure: weighed forty tonnes.";
    "no-name" NO_NAME "A name right after it makes it no report.";
    "no-lone-name" NO_LONE_NAME "A name and then a comma make it a naming of no kind: a man called Mr Lund,";
    "object" OBJECT "Something must follow in its clause.";
    "mark" MARK "Reports only before a mark: , she continued,";
    "would" WOULD "As a base form it reports only behind would.";
    "no-aim" NO_AIM "An infinitive of purpose with it says nothing: met to discuss.";
    "act" ACT "With an infinitive it is something done: refused to, decided to.";
    "speech" SPEECH "Denied, nothing is said: did not specify.";
    "matter" MATTER "A plain object, neither clause nor quotation, makes it an act: discussed the toll.";
    "promise" PROMISE "Behind as it tells of a promise and not of what was said: as it promised.";
    "insight" INSIGHT "Of a person it is told by the outlet, of a body it is a position: he sees it as.";
    "knowledge" KNOWLEDGE "What somebody knows or sees is told by the outlet: they know that.";
}

impl Cells {
    /// Whether at least one of `cells` is set.
    pub fn any(self, cells: Self) -> bool {
        self.0 & cells.0 != 0
    }
}

/// Words of a cell.
type Words = Vec<&'static str>;

/// What the cells of a verb say.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Cells without words.
    pub cells: Cells,
    /// What may not follow: showed up.
    not: Words,
    /// What may not stand in the rest of the clause: charged passengers for.
    apart: Words,
    /// What must stand among the next words: spoke for an hour about.
    near: Words,
}

impl Frame {
    /// A verb of which the list says nothing.
    pub const NONE: &'static Self = &Self {
        cells: Cells(0),
        not: Vec::new(),
        apart: Vec::new(),
        near: Vec::new(),
    };

    /// Whether a cell is set.
    pub fn has(&self, cells: Cells) -> bool {
        self.cells.any(cells)
    }

    /// Whether a word that follows makes the verb no report.
    pub fn forbids(&self, next: &str) -> bool {
        self.not.contains(&next)
    }

    /// Whether a word in the rest of the clause makes the verb no report.
    pub fn keeps_apart(&self, word: &str) -> bool {
        self.apart.contains(&word)
    }

    /// What must stand near, a quotation being as good; `None` where nothing must.
    pub fn near(&self) -> Option<&[&'static str]> {
        (!self.near.is_empty()).then_some(self.near.as_slice())
    }

    /// Takes in cells; gives back those that are not known.
    pub fn read(&mut self, cells: &'static str) -> Vec<&'static str> {
        let mut unknown = Vec::new();
        for cell in cells.split_whitespace() {
            // "!speech" takes a default cell away again.
            if let Some(name) = cell.strip_prefix('!') {
                match NAMES.iter().find(|(known, _)| *known == name) {
                    Some((_, cell)) => self.cells.0 &= !cell.0,
                    None => unknown.push(name),
                }
                continue;
            }
            let (name, words) = match cell.split_once('=') {
                Some((name, words)) => (name, words.split('/').collect()),
                None => (cell, Vec::new()),
            };
            let list = match name {
                "not" => Some(&mut self.not),
                "apart" => Some(&mut self.apart),
                "near" => Some(&mut self.near),
                _ => None,
            };
            if let Some(list) = list {
                list.extend(words);
            } else if let Some((_, cell)) = NAMES.iter().find(|(known, _)| *known == name) {
                self.cells.0 |= cell.0;
            } else {
                unknown.push(name);
            }
        }
        unknown
    }
}

/// A line of the list of verbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its section.
    pub section: &'static str,
    /// The verb in its base form; empty for the section's default cells.
    pub lemma: &'static str,
    /// Irregular forms.
    pub forms: Option<&'static str>,
    /// Cells, as written.
    pub cells: &'static str,
}

/// The rows of a list of verbs; comments and examples left out.
pub fn rows(list: &'static str) -> impl Iterator<Item = Row> {
    let mut section = "";
    list.lines().map(str::trim).filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            return None;
        }
        if line.is_empty() || line.starts_with(['#', '+', '?', '~']) || line.starts_with("- ") {
            return None;
        }
        let (lemma, forms, cells) = if let Some(cells) = line.strip_prefix('=') {
            ("", None, cells)
        } else {
            let (verb, cells) = line.split_once('|').unwrap_or((line, ""));
            match verb.split_once(':') {
                Some((lemma, forms)) => (lemma.trim(), Some(forms), cells),
                None => (verb.trim(), None, cells),
            }
        };
        Some(Row {
            section,
            lemma,
            forms,
            cells,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_a_verb_its_forms_and_its_cells() {
        let found: Vec<Row> =
            rows("# head\n[say]\n= speech\n+ Lund: x\n- y\nput: puts put | figure not=up/out")
                .collect();
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].section, found[0].lemma, found[0].cells),
            ("say", "", " speech")
        );
        assert_eq!(
            (found[1].lemma, found[1].forms),
            ("put", Some(" puts put "))
        );
        let mut frame = Frame::default();
        assert_eq!(frame.read(found[1].cells), Vec::<&str>::new());
        assert!(frame.has(Cells::FIGURE) && frame.forbids("out") && !frame.forbids("of"));
        assert_eq!(frame.read("figure nonsense=1"), ["nonsense"]);
    }

    #[test]
    fn every_cell_of_the_list_is_known() {
        for row in rows(include_str!("../../../assets/lexicons/reporting_verbs.txt")) {
            assert_eq!(
                Frame::default().read(row.cells),
                Vec::<&str>::new(),
                "{row:?}"
            );
        }
    }
}
