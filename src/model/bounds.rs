//! How much one article may hold. An article has a few thousand words, a novel a hundred
//! thousand; these limits only keep a mistaken file from taking the machine with it. They
//! count, so that the same text gets the same answer on every computer.

/// Most words of an article.
pub const WORDS: usize = 250_000;

/// Most sentences and headings of an article that are analysed.
pub const SENTENCES: usize = 10_000;

/// A number for people: `250,000`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_written_in_groups() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
