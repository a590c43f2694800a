//! Joins names of several articles: `Vale` here is `Ingrid Vale` there.

use std::collections::HashMap;

/// A name as one article gives it.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The name.
    pub name: &'a str,
    /// Whether it is a person's, so that a surname may stand for it.
    pub person: bool,
}

/// Names that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The fullest form.
    pub name: String,
    /// Indices of the names, in order.
    pub members: Vec<usize>,
}

/// Joins names that differ in case, in apostrophes or by a leading "the", and a
/// person's surname with the full name where only one full name fits.
///
/// Groups come in the order of their first members.
pub fn join(names: &[Named<'_>]) -> Vec<Group> {
    let mut groups: Vec<(Vec<String>, bool, Vec<usize>)> = Vec::new();
    let mut by_key: HashMap<Vec<String>, usize> = HashMap::new();
    for (index, named) in names.iter().enumerate() {
        let key = key(named.name);
        let group = *by_key.entry(key.clone()).or_insert_with(|| {
            groups.push((key, false, Vec::new()));
            groups.len() - 1
        });
        groups[group].1 |= named.person;
        groups[group].2.push(index);
    }
    let goals = goals(&groups);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for (group, (_, _, own)) in groups.iter().enumerate() {
        members[goals[group]].extend(own);
    }
    let mut joined: Vec<Group> = members
        .into_iter()
        .filter(|members| !members.is_empty())
        .map(|mut members| {
            members.sort_unstable();
            Group {
                name: fullest(&members, names),
                members,
            }
        })
        .collect();
    joined.sort_by_key(|group| group.members.first().copied());
    joined
}

/// For each group, the group into which it goes: itself, or the one full name that ends in it.
fn goals(groups: &[(Vec<String>, bool, Vec<usize>)]) -> Vec<usize> {
    let mut by_last: HashMap<&str, Vec<usize>> = HashMap::new();
    for (group, (key, person, _)) in groups.iter().enumerate() {
        if let (Some(last), true) = (key.last(), *person) {
            by_last.entry(last).or_default().push(group);
        }
    }
    groups
        .iter()
        .enumerate()
        .map(|(group, (key, person, _))| {
            let Some(last) = key.last().filter(|_| *person) else {
                return group;
            };
            let longer: Vec<usize> = by_last
                .get(last.as_str())
                .into_iter()
                .flatten()
                .copied()
                .filter(|other| {
                    groups[*other].0.len() > key.len() && groups[*other].0.ends_with(key)
                })
                .collect();
            // Two Smiths stay two, and the bare Smith stays by itself.
            let longest = longer
                .iter()
                .copied()
                .max_by_key(|other| (groups[*other].0.len(), std::cmp::Reverse(*other)));
            match longest {
                Some(longest)
                    if longer
                        .iter()
                        .all(|other| groups[longest].0.ends_with(&groups[*other].0)) =>
                {
                    longest
                }
                _ => group,
            }
        })
        .collect()
}

/// The words of a name in one spelling.
fn key(name: &str) -> Vec<String> {
    let lower = name
        .to_lowercase()
        .replace('\u{2019}', "'")
        .replace('\u{2011}', "-");
    let mut words: Vec<String> = lower
        .split_whitespace()
        .map(|word| {
            let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '$');
            word.strip_suffix("'s").unwrap_or(word).to_owned()
        })
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

fn fullest(members: &[usize], names: &[Named<'_>]) -> String {
    members
        .iter()
        .rev()
        .map(|member| names[*member].name)
        // The last of equals wins, which in reverse is the first.
        .max_by_key(|name| {
            let shouted = !name.chars().any(char::is_lowercase);
            (key(name).len(), !shouted)
        })
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(names: &[&str]) -> Vec<(String, Vec<usize>)> {
        let given: Vec<_> = names
            .iter()
            .map(|name| Named { name, person: true })
            .collect();
        join(&given)
            .into_iter()
            .map(|group| (group.name, group.members))
            .collect()
    }

    #[test]
    fn a_surname_joins_the_one_full_name_that_fits() {
        assert_eq!(
            joined(&[
                "Okafor",
                "Lena Okafor",
                "the Harbour Board",
                "HARBOUR BOARD"
            ]),
            [
                ("Lena Okafor".to_owned(), vec![0, 1]),
                ("the Harbour Board".to_owned(), vec![2, 3])
            ]
        );
    }

    #[test]
    fn a_surname_of_two_people_joins_neither() {
        assert_eq!(joined(&["Lena Okafor", "Okafor", "Tom Okafor"]).len(), 3);
    }

    #[test]
    fn organisations_are_not_joined_by_their_last_word() {
        let named = ["Harbour Union", "Union"].map(|name| Named {
            name,
            person: false,
        });
        assert_eq!(join(&named).len(), 2);
    }
}
