//! How probable it is that two sentences tell the same: `assets/weights/points.txt`.
//!
//! The mean of a logistic regression and of boosted trees over what is looked at in a pair;
//! one of each for comparisons with the model's states, and for those by words alone.
//! `training/points.py` fitted them.

use std::sync::LazyLock;

use super::features::{COUNT, NAMES, Pair};

const FILE: &str = include_str!("../../../assets/weights/points.txt");
/// Where both have the same words, no doubt is left.
const SAME: f32 = 0.95;

/// The weights of one engine, and from where on a probability counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    bias: f32,
    /// Weight and usual value, in the order of the names.
    linear: [[f32; 2]; COUNT],
    trees: Vec<Vec<Node>>,
    tree_bias: f32,
    /// Two sentences are joined from here on.
    pub joined: f32,
    /// An empty cell may hold a sentence from here on.
    pub perhaps: f32,
    /// A sentence below this with all others is told by one article alone.
    pub alone: f32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Node {
    /// Goes on with the next node up to the value, behind that with the node of that number.
    Split {
        feature: usize,
        value: f32,
        above: usize,
    },
    Leaf(f32),
}

static WEIGHTS: LazyLock<[Weights; 2]> = LazyLock::new(|| {
    [
        Weights::read(FILE, "by model"),
        Weights::read(FILE, "by words"),
    ]
});

impl Weights {
    /// The weights built into the program.
    pub fn get(by_words: bool) -> &'static Self {
        &WEIGHTS[usize::from(by_words)]
    }

    /// The section of that name; what is missing or damaged counts for nothing.
    pub fn read(file: &str, section: &str) -> Self {
        let mut all = Self {
            bias: 0.0,
            linear: [[0.0; 2]; COUNT],
            trees: Vec::new(),
            tree_bias: 0.0,
            joined: 1.0,
            perhaps: 0.0,
            alone: 0.0,
        };
        let heading = format!("[{section}]");
        let lines = file.lines().skip_while(|line| *line != heading).skip(1);
        for line in lines.take_while(|line| !line.starts_with('[')) {
            let mut parts = line.split(' ');
            let name = parts.next().unwrap_or_default();
            let mut number = || parts.next().and_then(|part| part.parse().ok());
            match name {
                "tree" => all.trees.push(tree(line.split(' ').skip(1))),
                "bias" => all.bias = number().unwrap_or_default(),
                "tree_bias" => all.tree_bias = number().unwrap_or_default(),
                "joined" => all.joined = number().unwrap_or(1.0),
                "perhaps" => all.perhaps = number().unwrap_or_default(),
                "alone" => all.alone = number().unwrap_or_default(),
                _ => {
                    let at = NAMES.iter().position(|known| *known == name);
                    if let (Some(at), Some(weight), Some(usual)) = (at, number(), number()) {
                        all.linear[at] = [weight, usual];
                    }
                }
            }
        }
        all
    }

    /// How probable it is that the two sentences tell the same, 0 to 1.
    pub fn probability(&self, pair: &Pair) -> f32 {
        let mut odds = self.bias;
        for (value, [weight, usual]) in pair.values.iter().zip(&self.linear) {
            odds += weight * (value - usual);
        }
        let trees: f32 = self.trees.iter().map(|tree| leaf(tree, pair)).sum();
        let fitted = f32::midpoint(logistic(odds), logistic(self.tree_bias + trees));
        if pair.is_same {
            fitted.max(SAME)
        } else {
            fitted
        }
    }
}

fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

fn leaf(tree: &[Node], pair: &Pair) -> f32 {
    let mut at = 0;
    while let Some(node) = tree.get(at) {
        match node {
            Node::Leaf(value) => return *value,
            Node::Split {
                feature,
                value,
                above,
            } => {
                let is_below = pair.values.get(*feature).is_some_and(|own| own <= value);
                // Further on in every case, so that this comes to an end.
                at = if is_below {
                    at + 1
                } else {
                    (*above).max(at + 1)
                };
            }
        }
    }
    0.0
}

/// A tree from its nodes, each before those below it: `feature:value>above` or a number.
fn tree<'p>(parts: impl Iterator<Item = &'p str>) -> Vec<Node> {
    let node = |part: &str| {
        let Some((feature, rest)) = part.split_once(':') else {
            return part.parse().ok().map(Node::Leaf);
        };
        let (value, above) = rest.split_once('>')?;
        Some(Node::Split {
            feature: feature.parse().ok()?,
            value: value.parse().ok()?,
            above: above.parse().ok()?,
        })
    };
    parts
        .map(|part| node(part).unwrap_or(Node::Leaf(0.0)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_is_that_of_a_hand_calculation() {
        let file = "[by words]\nbias 1\ncosine_both 2 0.5\ntree_bias 0.5\n\
                    tree 2:0.4>2 -1 0:0.1>4 2 3\njoined 0.3\n[other]\nbias 9\n";
        let weights = Weights::read(file, "by words");
        let mut pair = Pair {
            one: 0,
            other: 1,
            values: [0.0; COUNT],
            is_same: false,
        };
        pair.values[2] = 0.75;
        let expected = f32::midpoint(logistic(1.5), logistic(2.5));
        assert!((weights.probability(&pair) - expected).abs() < 1e-6);
        pair.values[0] = 0.2;
        let expected = f32::midpoint(logistic(1.5), logistic(3.5));
        assert!((weights.probability(&pair) - expected).abs() < 1e-6);
        pair.values[2] = 0.1;
        let expected = f32::midpoint(logistic(0.2), logistic(-0.5));
        assert!((weights.probability(&pair) - expected).abs() < 1e-6);
        pair.is_same = true;
        assert!(weights.probability(&pair) >= SAME);
        assert!((weights.joined - 0.3).abs() < 1e-6);
    }

    #[test]
    fn a_damaged_tree_comes_to_an_end() {
        let pair = Pair {
            one: 0,
            other: 1,
            values: [1.0; COUNT],
            is_same: false,
        };
        let damaged = tree("0:0.5>0 x 99:1>1".split(' '));
        assert!(leaf(&damaged, &pair).abs() < 1e-6);
    }
}
