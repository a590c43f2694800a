//! Tests of quotation marks.

use proptest::prelude::*;

use super::*;

fn inner(text: &str) -> Vec<&str> {
    quotations(text, Span::new(0, text.len()))
        .into_iter()
        .map(|quotation| quotation.inner.of(text))
        .collect()
}

#[test]
fn marks_inside_quoted_words_become_single() {
    assert_eq!(in_quotes("a circus"), "“a circus”");
    assert_eq!(in_quotes("“Nobody,” he said."), "“‘Nobody,’ he said.”");
    assert_eq!(in_quotes("a \"gift\" to us"), "“a ‘gift’ to us”");
}

#[test]
fn all_kinds_of_double_marks_are_found_in_one_text() {
    assert_eq!(
        inner("\"One\" and “two” and «three» and „four“ and ''five''."),
        ["One", "two", "three", "four", "five"]
    );
}

#[test]
fn single_marks_quote_and_apostrophes_do_not() {
    assert_eq!(
        inner("‘It’s the workers’ turn,’ she said of the ’90s; it wasn't 'fair' to 'em."),
        ["It’s the workers’ turn,", "fair"]
    );
}

#[test]
fn a_possessive_plural_is_no_mark() {
    assert!(inner("The farmers' market and the miners’ strike of '84.").is_empty());
}

#[test]
fn a_single_quotation_may_end_in_an_s() {
    assert_eq!(inner("a ‘rise in prices’ next year"), ["rise in prices"]);
}

#[test]
fn a_quotation_left_open_runs_to_the_end_of_the_paragraph() {
    let text = "“We began early. We ended late.";
    let found = quotations(text, Span::new(0, text.len()));
    assert_eq!(found.len(), 1);
    assert!(!found[0].closed);
    assert_eq!(found[0].outer.end(), text.len());
}

#[test]
fn a_closing_mark_alone_closes_what_began_before() {
    assert_eq!(inner("We ended late.” Then it rained."), ["We ended late."]);
}

#[test]
fn inches_are_no_marks() {
    assert!(inner("A 6\" pipe and a 12\" pipe.").is_empty());
}

#[test]
fn a_quotation_inside_another_stays_inside() {
    assert_eq!(
        inner("“They called it ‘unfair’ to us,” he said."),
        ["They called it ‘unfair’ to us,"]
    );
}

/// The inner parts of every paragraph; those of one paragraph are joined by a bar.
fn carried(paragraphs: &[&str]) -> Vec<String> {
    let text = paragraphs.join("\n\n");
    let mut spans = Vec::new();
    let mut at = 0;
    for part in paragraphs {
        spans.push(Span::new(at, at + part.len()));
        at += part.len() + 2;
    }
    across(&text, &spans)
        .into_iter()
        .map(|found| {
            let inner = found.iter().map(|quotation| quotation.inner.of(&text));
            inner.collect::<Vec<_>>().join("|")
        })
        .collect()
}

#[test]
fn a_quotation_goes_on_over_paragraphs_to_its_closing_mark() {
    let parts = [
        "She wrote: “The wall leaks.",
        "Nobody came.",
        "We bail.” Then it rained.",
    ];
    assert_eq!(
        carried(&parts),
        ["The wall leaks.", "Nobody came.", "We bail."]
    );
    let parts = [
        "\"The wall leaks.",
        "Nobody came.",
        "We bail, \"the warden said.",
        "It rained.",
    ];
    assert_eq!(
        carried(&parts),
        ["The wall leaks.", "Nobody came.", "We bail, ", ""]
    );
    let parts = [
        "\"The wall leaks.",
        "We bail. \"as the boats went out.",
        "A \"new\" wall.",
    ];
    assert_eq!(carried(&parts), ["The wall leaks.", "We bail. ", "new"]);
}

#[test]
fn an_opening_mark_at_each_paragraph_is_one_quotation() {
    let text = "“We began early.\n\n“We ended late.”";
    let found = across(text, &[Span::new(0, 18), Span::new(20, text.len())]);
    assert!(!found[0][0].carried && !found[0][0].closed);
    assert!(found[1][0].carried && found[1][0].closed);
}

#[test]
fn a_mark_that_is_never_closed_swallows_no_other_paragraph() {
    let parts = [
        "“The pumps are sound, she said.",
        "It rained.",
        "“We will see,” he said.",
    ];
    assert_eq!(
        carried(&parts),
        ["The pumps are sound, she said.", "", "We will see,"]
    );
    let parts = [
        "\"The pumps are sound, she said.",
        "The \"old\" pumps rust.",
    ];
    assert_eq!(carried(&parts), ["The pumps are sound, she said.", "old"]);
}

#[test]
fn marks_set_off_by_spaces_quote() {
    assert_eq!(
        inner("He said: \" They do respect us. \""),
        [" They do respect us. "]
    );
    assert_eq!(inner("“ They do. ” It rained."), [" They do. "]);
    assert_eq!(
        inner("\"The “new” wall leaks,\" she said."),
        ["The “new” wall leaks,"]
    );
    assert_eq!(
        inner("a ‘ new deal ’ and the workers ’ union"),
        [" new deal "]
    );
    assert_eq!(
        inner("The goal was to\" contain the flood, \"a plan with \"no end.\""),
        [" contain the flood, ", "no end."]
    );
}

#[test]
fn many_lone_apostrophes_take_linear_time() {
    let text = "'a b ".repeat(40_000);
    assert!(quotations(&text, Span::new(0, text.len())).is_empty());
}

proptest! {
    #[test]
    fn quotations_are_in_order_and_on_character_boundaries(
        text in "[a-z .,’‘'\"“”„«»é`\n0-9]{0,80}"
    ) {
        let mut last = 0;
        for quotation in quotations(&text, Span::new(0, text.len())) {
            prop_assert!(text.get(quotation.outer.range()).is_some());
            prop_assert!(text.get(quotation.inner.range()).is_some());
            prop_assert!(quotation.outer.contains(quotation.inner));
            prop_assert!(quotation.outer.start() >= last);
            last = quotation.outer.end();
        }
    }
}
