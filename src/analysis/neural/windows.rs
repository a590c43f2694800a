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

/// Which window a piece lies deepest in, the first of equals.
pub(super) fn deepest(windows: &[Range<usize>], piece: usize) -> usize {
    let depths = windows.iter().enumerate();
    let holding = depths.filter(|(_, window)| window.contains(&piece));
    holding
        .max_by_key(|(at, window)| (depth(window, piece), std::cmp::Reverse(*at)))
        .map_or(0, |(at, _)| at)
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
    fn a_piece_belongs_to_the_window_in_whose_middle_it_lies() {
        let all = windows(1_000);
        for piece in 0..1_000 {
            let window = &all[deepest(&all, piece)];
            let best = all.iter().filter(|window| window.contains(&piece));
            let best = best.map(|window| depth(window, piece)).max();
            assert_eq!(Some(depth(window, piece)), best);
        }
        assert_eq!(deepest(&windows(0), 0), 0);
    }
}
