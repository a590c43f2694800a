//! Stretches of a long text that fit the network.

use std::ops::Range;

/// Most word pieces the network reads at once, its two marks included: the length it was trained on.
pub(super) const LONGEST: usize = 112;
/// Pieces of a text that fit beside the two marks.
pub(super) const ROOM: usize = LONGEST - 2;
/// Fewest pieces that two neighbouring windows share, so that each piece is seen with its surroundings.
const SHARED: usize = 32;

/// Windows over `count` pieces, evenly spread; all are full unless there is only one.
pub(super) fn windows(count: usize) -> Vec<Range<usize>> {
    if count <= ROOM {
        return vec![Range {
            start: 0,
            end: count,
        }];
    }
    let steps = (count - ROOM).div_ceil(ROOM - SHARED);
    (0..=steps)
        .map(|step| step * (count - ROOM) / steps)
        .map(|start| start..start + ROOM)
        .collect()
}

/// The window around the middle of the pieces in `target`.
pub(super) fn window_around(target: &Range<usize>, count: usize) -> Range<usize> {
    if count <= ROOM {
        return 0..count;
    }
    let middle = usize::midpoint(target.start, target.end);
    let start = middle.saturating_sub(ROOM / 2).min(count - ROOM);
    start..start + ROOM
}

/// How far a piece lies from the nearer end of a window.
pub(super) fn depth(window: &Range<usize>, piece: usize) -> usize {
    (piece - window.start).min(window.end - 1 - piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_cover_every_piece_and_share_enough() {
        for count in 0..2_000 {
            let all = windows(count);
            assert_eq!(all.first().map(|window| window.start), Some(0));
            assert_eq!(all.last().map(|window| window.end), Some(count));
            assert!(all.iter().all(|window| window.len() <= ROOM));
            for pair in all.windows(2) {
                assert!(pair[0].start < pair[1].start);
                assert!(pair[0].end >= pair[1].start + SHARED, "{count}: {pair:?}");
            }
        }
    }

    #[test]
    fn a_target_lies_in_the_middle_of_its_window_where_there_is_room() {
        assert_eq!(window_around(&(500..504), 1_000), 447..557);
        assert_eq!(window_around(&(3..4), 1_000), 0..110);
        assert_eq!(window_around(&(998..1_000), 1_000), 890..1_000);
        assert_eq!(window_around(&(2..3), 40), 0..40);
    }
}
