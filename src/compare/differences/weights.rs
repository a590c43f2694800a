//! How telling each kind of difference is: `assets/weights/differences.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::numbers::numbers;
use crate::model::DifferenceKind;

const FILE: &str = include_str!("../../../assets/weights/differences.txt");

static WEIGHTS: LazyLock<HashMap<(&str, &str), f64>> = LazyLock::new(|| {
    numbers(FILE)
        .map(|(section, name, value)| ((section, name), value))
        .collect()
});

/// The number of that section and name; what is missing counts for nothing.
pub(super) fn weight(section: &'static str, name: &'static str) -> f64 {
    WEIGHTS.get(&(section, name)).copied().unwrap_or_default()
}

/// How telling a kind is.
pub(super) fn of_kind(kind: DifferenceKind) -> f64 {
    weight("kind", kind.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_weight() {
        for kind in DifferenceKind::ALL {
            assert!(of_kind(kind) > 0.0, "{kind:?}");
        }
    }
}
