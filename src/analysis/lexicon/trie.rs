//! Words as numbers, and the tree of all phrases.

use std::collections::HashMap;

use super::pattern::Slot;

/// A word of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// No word of any list.
    pub const UNKNOWN: Self = Self(0);
}

/// The words of all lists. Only looked up, never walked, so its order is nobody's business.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: HashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// How many ids there are, the unknown one among them.
    pub fn len(&self) -> usize {
        self.ids.len() + 1
    }

    /// The id of a word.
    pub fn get(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The id of a word of a text: a possessive is an instance of its noun (`the regime's`).
    pub fn find(&self, normal: &str) -> WordId {
        let id = self.get(normal);
        if id != WordId::UNKNOWN {
            return id;
        }
        if let Some(noun) = normal.strip_suffix("'s") {
            self.get(noun)
        } else if normal.ends_with("s'") {
            self.get(normal.trim_end_matches('\''))
        } else {
            id
        }
    }

    fn intern(&mut self, word: &str) -> WordId {
        let next = WordId(u32::try_from(self.len()).unwrap_or(u32::MAX));
        *self.ids.entry(Box::from(word)).or_insert(next)
    }
}

#[derive(Debug, Default)]
struct Node {
    /// Sorted by word.
    words: Vec<(WordId, u32)>,
    any: Option<u32>,
    entries: Vec<u32>,
}

/// The tree of all phrases.
#[derive(Debug)]
pub struct Trie {
    nodes: Vec<Node>,
    /// The node after a first word, by word: most tokens begin no phrase, and this says so at once.
    roots: Vec<Option<u32>>,
}

impl Default for Trie {
    fn default() -> Self {
        Self {
            nodes: vec![Node::default()],
            roots: Vec::new(),
        }
    }
}

impl Trie {
    /// Adds a phrase.
    pub fn insert(&mut self, path: &[Slot], entry: u32, vocabulary: &mut Vocabulary) {
        let mut at = 0;
        for slot in path {
            at = match slot {
                Slot::Any => {
                    let next = self.nodes[at].any.unwrap_or_else(|| self.add());
                    self.nodes[at].any = Some(next);
                    next as usize
                }
                Slot::Word(word) => {
                    let id = vocabulary.intern(word);
                    match self.nodes[at]
                        .words
                        .binary_search_by_key(&id, |edge| edge.0)
                    {
                        Ok(edge) => self.nodes[at].words[edge].1 as usize,
                        Err(edge) => {
                            let next = self.add();
                            self.nodes[at].words.insert(edge, (id, next));
                            next as usize
                        }
                    }
                }
            };
        }
        if at != 0 && !self.nodes[at].entries.contains(&entry) {
            self.nodes[at].entries.push(entry);
        }
    }

    fn add(&mut self) -> u32 {
        self.nodes.push(Node::default());
        u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
    }

    /// Call once after the last phrase.
    pub fn finish(&mut self, words: usize) {
        self.roots = vec![None; words];
        for (id, next) in &self.nodes[0].words {
            self.roots[id.0 as usize] = Some(*next);
        }
    }

    /// Ends and entries of all phrases that begin with the token at `start`.
    ///
    /// `marks` tells which tokens are punctuation, which no gap may swallow.
    pub fn matches(
        &self,
        words: &[WordId],
        marks: &[bool],
        start: usize,
        end: usize,
        found: &mut Vec<(usize, u32)>,
    ) {
        if let Some(Some(node)) = self.roots.get(words[start].0 as usize) {
            self.follow(*node, words, marks, start + 1..end, found);
        }
    }

    fn follow(
        &self,
        node: u32,
        words: &[WordId],
        marks: &[bool],
        rest: std::ops::Range<usize>,
        found: &mut Vec<(usize, u32)>,
    ) {
        let node = &self.nodes[node as usize];
        found.extend(node.entries.iter().map(|entry| (rest.start, *entry)));
        if rest.is_empty() {
            return;
        }
        let further = rest.start + 1..rest.end;
        if words[rest.start] != WordId::UNKNOWN
            && let Ok(edge) = node
                .words
                .binary_search_by_key(&words[rest.start], |edge| edge.0)
        {
            self.follow(node.words[edge].1, words, marks, further.clone(), found);
        }
        if let Some(next) = node.any
            && !marks[rest.start]
        {
            self.follow(next, words, marks, further, found);
        }
    }
}
