//! What a browser would not show of a page, taken out of its tree.
//!
//! A page is taken to be at rest in a window on a desk, with what it brings along itself: its
//! attributes and its style blocks, cascaded as a browser does. Style sheets and scripts that
//! lie elsewhere are not known.

mod media;
mod sheet;
mod style;

use std::collections::BTreeSet;

use dom_query::{Document, NodeId, NodeRef};

pub(super) use media::applies as medium_applies;
use sheet::Sheet;
use style::{Declaration, PROPERTIES, Property};

use super::BLOCKS;
use crate::import::structure::marks;

/// How words are hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Means {
    /// The `hidden` attribute, a closed dialog.
    Attribute,
    /// A template, which scripts copy.
    Template,
    /// `display: none`.
    Display,
    /// `visibility: hidden`.
    Visibility,
    /// `opacity: 0`.
    Opacity,
    /// Letters without size.
    FontSize,
    /// Moved off the screen, or cut off.
    Place,
}

impl Means {
    /// Whether pages that fade in hide their words like this until they are shown.
    pub fn fades(self) -> bool {
        matches!(self, Self::Visibility | Self::Opacity | Self::Place)
    }
}

/// Means of hiding that are looked through.
pub(super) type Lifted = BTreeSet<Means>;

/// Words that a browser would not show.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    /// Where the page has a place for its article, those in it; each once, in order.
    pub blocks: Vec<String>,
    /// Letters of running text, by what hides them.
    letters: Vec<(Means, usize)>,
    /// Whether the page is not what it was.
    pub changed: bool,
}

impl Hidden {
    /// Letters of hidden running text.
    pub fn running(&self) -> usize {
        self.letters.iter().map(|(_, letters)| letters).sum()
    }

    /// What hides a good part of the running text that is hidden.
    pub fn chief_means(&self) -> Lifted {
        let all = self.running();
        let share = |means: Means| -> usize {
            let of = self.letters.iter().filter(|(other, _)| *other == means);
            of.map(|(_, letters)| letters).sum()
        };
        let means = self.letters.iter().map(|(means, _)| *means);
        means.filter(|means| share(*means) * 4 >= all).collect()
    }
}

/// Elements without words of the article, or whose words are no text of the page.
const PASSED_OVER: &[&str] = &[
    "head", "script", "style", "noscript", "svg", "math", "iframe", "object", "audio", "video",
    "canvas", "select", "button", "textarea", "datalist",
];

/// Parts of a page that are never the article; what is hidden there is of no interest.
const FURNITURE: &[&str] = &["nav", "header", "footer", "aside", "form", "menu"];

/// A block of fewer words is no running text.
const RUNNING: usize = 8;
/// So many hidden blocks are kept, and so many bytes of them; the rest is not the article's.
const BLOCKS_KEPT: usize = 100;
const BYTES_KEPT: usize = 20_000;

/// Takes out of a page what a browser would not show.
///
/// An element that is left empty goes too, unless its attributes may say something of the
/// article.
pub(super) fn take_out(page: &Document, styles: &[String], lifted: &Lifted) -> Hidden {
    let sheet = Sheet::of(styles);
    let mut walk = Walk {
        sheet: &sheet,
        lifted,
        taken: Vec::new(),
        misread: Vec::new(),
        gathered: Gathered::default(),
    };
    let says_where = ["article", "main", "[role=main]"]
        .iter()
        .any(|selector| page.select_single(selector).exists());
    let part = if says_where {
        Part::Elsewhere
    } else {
        Part::Article
    };
    let state = State {
        part,
        ..State::default()
    };
    walk.all(page.root(), state);
    let Walk {
        taken,
        misread,
        mut gathered,
        ..
    } = walk;
    gathered.flush();
    let mut hidden = gathered.hidden;
    hidden.changed = !taken.is_empty() || !misread.is_empty();
    for id in taken {
        remove(NodeRef::new(id, &page.tree));
    }
    for id in misread {
        NodeRef::new(id, &page.tree).remove_attrs(MISREAD);
    }
    hidden
}

/// Attributes that extractors take for hiding where a browser shows the words.
const MISREAD: &[&str] = &["style", "hidden", "aria-hidden"];

/// Whether an extractor would leave out an element that is shown.
fn is_misread(node: &NodeRef<'_>) -> bool {
    node.element_ref().is_some_and(|element| {
        element.attrs.iter().any(|attribute| {
            let value = || attribute.value.to_ascii_lowercase();
            match &*attribute.name.local {
                "hidden" => true,
                "aria-hidden" => value() == "true",
                "style" => {
                    let value = value();
                    value.contains("hidden")
                        || (value.contains("display") && value.contains("none"))
                }
                _ => false,
            }
        })
    })
}

/// Attributes and elements that say something of the article without words.
const DATA: &[&str] = &["content", "datetime", "itemprop"];
const DATA_ELEMENTS: &[&str] = &["meta", "link", "time", "html", "body"];

/// Removes words, and around them what has become empty: extractors lose what stands behind
/// an empty element.
fn remove(words: NodeRef<'_>) {
    let mut node = words;
    loop {
        let parent = node.parent();
        node.remove_from_parent();
        match parent {
            Some(parent) if parent.first_child().is_none() && !holds_data(&parent) => node = parent,
            _ => return,
        }
    }
}

fn holds_data(node: &NodeRef<'_>) -> bool {
    node.element_ref().is_none_or(|element| {
        let mut attributes = element.attrs.iter();
        DATA_ELEMENTS.contains(&&*element.name.local)
            || attributes.any(|attribute| DATA.contains(&&*attribute.name.local))
    })
}

/// What holds for an element and all in it.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// What hides all of it, whatever its parts say.
    gone: Option<Means>,
    /// Parts of it may be visible all the same.
    invisible: bool,
    /// Parts of it may have letters of a size of their own.
    sizeless: bool,
    part: Part,
    in_link: bool,
}

/// Which part of the page words stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Where the article is, or could be in a page that does not say where.
    Article,
    /// Elsewhere, though there may be running text.
    #[default]
    Elsewhere,
    /// Menus and the like.
    Furniture,
}

impl Part {
    /// The part that an element of this name stands for, inside another part.
    fn of(self, name: &str, is_main: bool) -> Self {
        match name {
            "article" => Self::Article,
            // The head of an article is part of it.
            "header" if self == Self::Article => Self::Article,
            _ if FURNITURE.contains(&name) => Self::Furniture,
            _ if is_main && self == Self::Elsewhere => Self::Article,
            _ => self,
        }
    }
}

impl State {
    fn means(self) -> Option<Means> {
        self.gone
            .or(self.invisible.then_some(Means::Visibility))
            .or(self.sizeless.then_some(Means::FontSize))
    }
}

enum Step<'a> {
    Enter(NodeRef<'a>, State),
    Leave,
}

struct Walk<'a> {
    sheet: &'a Sheet,
    lifted: &'a Lifted,
    taken: Vec<NodeId>,
    misread: Vec<NodeId>,
    gathered: Gathered,
}

impl Walk<'_> {
    fn all(&mut self, root: NodeRef<'_>, state: State) {
        let mut steps = vec![Step::Enter(root, state)];
        while let Some(step) = steps.pop() {
            let (node, state) = match step {
                Step::Enter(node, state) => (node, state),
                Step::Leave => {
                    self.gathered.flush();
                    continue;
                }
            };
            if node.is_text() {
                if let Some(means) = state.means() {
                    self.gathered.take(&node.text(), means, state);
                    self.taken.push(node.id);
                }
                continue;
            }
            let Some(below) = self.below(&node, state) else {
                continue;
            };
            if below.means().is_none() && is_misread(&node) {
                self.misread.push(node.id);
            }
            if self.parts(&node) || below.means() != state.means() {
                self.gathered.flush();
                steps.push(Step::Leave);
            }
            let first = steps.len();
            let inside = template_of(&node).unwrap_or(node);
            let children = std::iter::successors(inside.first_child(), NodeRef::next_sibling);
            steps.extend(children.map(|child| Step::Enter(child, below)));
            steps[first..].reverse();
        }
    }

    /// Whether an element stands apart from the words around it.
    fn parts(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(element) = node.element_ref() else {
            return false;
        };
        let name: &str = &element.name.local;
        if name == "br" {
            self.gathered.words.push(' ');
        }
        BLOCKS.contains(&name)
    }

    /// What holds inside a node; `None` where there is nothing to look at.
    fn below(&self, node: &NodeRef<'_>, mut state: State) -> Option<State> {
        let Some(element) = node.element_ref() else {
            // The document, and the inside of a template.
            return node.first_child().map(|_| state);
        };
        let name: &str = &element.name.local;
        if PASSED_OVER.contains(&name) {
            return None;
        }
        let is_main = name == "main"
            || element
                .attrs
                .iter()
                .any(|attribute| &*attribute.name.local == "role" && &*attribute.value == "main");
        state.part = state.part.of(name, is_main);
        state.in_link |= name == "a";
        if state.gone.is_none() {
            let own = Own::of(node, name, self.sheet);
            let keeps = |means: &Means| !self.lifted.contains(means);
            state.gone = own.gone.filter(keeps);
            if let Some(invisible) = own.invisible {
                state.invisible = invisible && keeps(&Means::Visibility);
            }
            if let Some(sizeless) = own.sizeless {
                state.sizeless = sizeless && keeps(&Means::FontSize);
            }
        }
        Some(state)
    }
}

/// The inside of a template, which is a tree of its own.
fn template_of<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let inside = node.element_ref()?.template_contents?;
    Some(NodeRef::new(inside, node.tree))
}

/// What an element's own attributes and rules say.
#[derive(Debug, Default)]
struct Own {
    gone: Option<Means>,
    invisible: Option<bool>,
    sizeless: Option<bool>,
}

/// A declaration and how it ranks: importance, being inline, specificity, place.
type Ranked = ((bool, bool, u32, usize), bool);

impl Own {
    fn of(node: &NodeRef<'_>, name: &str, sheet: &Sheet) -> Self {
        let mut said: [Option<Ranked>; PROPERTIES] = [None; PROPERTIES];
        let mut say = |rank: (bool, u32, usize), declaration: Declaration| {
            let rank = (declaration.important, rank.0, rank.1, rank.2);
            let place = &mut said[declaration.property.index()];
            if place.is_none_or(|(other, _)| rank >= other) {
                *place = Some((rank, declaration.hides));
            }
        };
        let mut is_hidden = name == "dialog";
        if let Some(element) = node.element_ref() {
            for attribute in &element.attrs {
                match &*attribute.name.local {
                    "style" => {
                        for declaration in style::inline(&attribute.value) {
                            say((true, 0, 0), declaration);
                        }
                    }
                    "hidden" | "popover" => is_hidden = true,
                    "open" if name == "dialog" => is_hidden = false,
                    _ => {}
                }
            }
        }
        sheet.speak(node, |specificity, at, declaration| {
            say((false, specificity, at), declaration);
        });
        Self::told(&said, name, is_hidden)
    }

    fn told(said: &[Option<Ranked>; PROPERTIES], name: &str, is_hidden: bool) -> Self {
        let tell = |property: Property| said[property.index()].map(|(_, hides)| hides);
        let hides = |property| tell(property) == Some(true);
        let is_moved = hides(Property::Position) && (0..4).any(|at| hides(Property::Offset(at)))
            || (0..2).any(|at| hides(Property::Margin(at)))
            || hides(Property::TextIndent)
            || hides(Property::Transform);
        let is_cut = hides(Property::ClipPath)
            || hides(Property::Position) && hides(Property::Clip)
            || hides(Property::Overflow) && (hides(Property::Height) || hides(Property::MaxHeight));
        // What an animation brings in is shown in the end.
        let is_brought_in = hides(Property::Animation);
        let gone = if name == "template" {
            Some(Means::Template)
        } else if hides(Property::Display) {
            Some(Means::Display)
        } else if is_hidden && tell(Property::Display).is_none() {
            Some(Means::Attribute)
        } else if hides(Property::Opacity) && !is_brought_in {
            Some(Means::Opacity)
        } else if is_cut || is_moved && !is_brought_in {
            Some(Means::Place)
        } else {
            None
        };
        Self {
            gone,
            invisible: tell(Property::Visibility).map(|hides| hides && !is_brought_in),
            sizeless: tell(Property::FontSize),
        }
    }
}

/// Hidden words, block by block.
#[derive(Default)]
struct Gathered {
    hidden: Hidden,
    words: String,
    of: Option<(Means, State)>,
    /// Whether any of the words stand outside links.
    is_text: bool,
    seen: BTreeSet<String>,
    bytes: usize,
}

impl Gathered {
    fn take(&mut self, words: &str, means: Means, state: State) {
        self.words.push_str(words);
        self.of = Some((means, state));
        self.is_text |= !state.in_link && words.contains(char::is_alphanumeric);
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let is_text = std::mem::take(&mut self.is_text);
        let Some((means, state)) = self.of.take() else {
            return;
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.contains(char::is_alphanumeric) || state.part == Part::Furniture {
            return;
        }
        let is_running = marks::words(&words) >= RUNNING;
        if is_running {
            let letters = words.chars().filter(|letter| letter.is_alphanumeric());
            self.hidden.letters.push((means, letters.count()));
        }
        let has_room =
            self.hidden.blocks.len() < BLOCKS_KEPT && self.bytes + words.len() <= BYTES_KEPT;
        // Menus are links and nothing else.
        let is_kept = state.part == Part::Article && (is_text || is_running);
        if is_kept && has_room && self.seen.insert(words.clone()) {
            self.bytes += words.len();
            self.hidden.blocks.push(words);
        }
    }
}
