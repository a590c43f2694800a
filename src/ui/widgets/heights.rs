//! Heights of a long list's items: estimated first, corrected as they come into sight.

/// Heights and the tops that follow from them.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    each: Vec<f32>,
    is_measured: Vec<bool>,
    /// One more than items; the last is the whole height.
    tops: Vec<f32>,
}

impl Heights {
    /// A list of these estimates.
    pub fn estimated(heights: impl IntoIterator<Item = f32>) -> Self {
        let heights: Vec<f32> = heights.into_iter().collect();
        let mut list = Self {
            is_measured: vec![false; heights.len()],
            tops: Vec::with_capacity(heights.len() + 1),
            each: heights,
        };
        list.settle();
        list
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.each.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.each.is_empty()
    }

    /// Height of the whole list.
    pub fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Top of an item; the end of the list for one past the last.
    pub fn top(&self, index: usize) -> f32 {
        self.tops.get(index).copied().unwrap_or(self.total())
    }

    /// Height of an item.
    pub fn height(&self, index: usize) -> f32 {
        self.each.get(index).copied().unwrap_or(0.0)
    }

    /// Whether an item's height is known and not estimated.
    pub fn is_measured(&self, index: usize) -> bool {
        self.is_measured.get(index).copied().unwrap_or(true)
    }

    /// Items that touch the stretch from `top` to `bottom`.
    pub fn between(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let last = self.len();
        let from = self.tops.partition_point(|start| *start <= top).max(1) - 1;
        let to = self.tops.partition_point(|start| *start < bottom);
        from.min(last)..to.clamp(from.min(last), last)
    }

    /// Notes measured heights; returns by how much the items at and below `anchor` moved down.
    ///
    /// An item that begins above the anchor and is corrected moves what the
    /// reader looks at: the caller scrolls by that much, and the page stands still.
    pub fn correct(&mut self, measured: &[(usize, f32)], anchor: f32) -> f32 {
        let mut shift = 0.0;
        let mut has_changed = false;
        for (index, height) in measured {
            let (Some(known), Some(flag)) =
                (self.each.get_mut(*index), self.is_measured.get_mut(*index))
            else {
                continue;
            };
            let change = height - *known;
            if change.abs() > f32::EPSILON {
                has_changed = true;
                if self.tops[*index] < anchor {
                    shift += change;
                }
            }
            *known = *height;
            *flag = true;
        }
        if has_changed {
            self.settle();
        }
        shift
    }

    /// Keeps the heights as estimates only, as after a change of marks.
    pub fn doubt(&mut self) {
        self.is_measured.fill(false);
    }

    fn settle(&mut self) {
        self.tops.clear();
        let mut top = 0.0;
        self.tops.push(top);
        for height in &self.each {
            top += height;
            self.tops.push(top);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_by_their_place() {
        let list = Heights::estimated([10.0, 20.0, 30.0]);
        assert_eq!(list.between(0.0, 5.0), 0..1);
        assert_eq!(list.between(5.0, 12.0), 0..2);
        assert_eq!(list.between(10.0, 30.0), 1..2);
        assert_eq!(list.between(59.0, 400.0), 2..3);
        assert_eq!(list.between(500.0, 600.0), 3..3);
        assert_eq!(Heights::default().between(0.0, 10.0), 0..0);
    }

    #[test]
    fn a_correction_above_the_anchor_says_how_far_the_page_moved() {
        let mut list = Heights::estimated([10.0, 20.0, 30.0]);
        assert!((list.correct(&[(0, 15.0), (2, 10.0)], 12.0) - 5.0).abs() < f32::EPSILON);
        assert!((list.total() - 45.0).abs() < f32::EPSILON);
        assert!((list.top(2) - 35.0).abs() < f32::EPSILON);
    }
}
