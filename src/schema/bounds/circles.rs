//! Where a schema leads back to itself.

use super::graph::Graph;

/// Which schemas lead back to one another: Tarjan's strongly connected components, with a list for a stack.
pub(super) struct Circles {
    /// The circle of each schema. A circle has a higher number than those it leads to.
    pub(super) of: Vec<usize>,
}

impl Circles {
    pub(super) fn of(graph: &Graph<'_>) -> Self {
        const UNSEEN: usize = usize::MAX;
        let size = graph.schemas.len();
        let leads_to: Vec<Vec<usize>> = graph
            .beside
            .iter()
            .zip(&graph.below)
            .map(|(beside, below)| [&beside[..], below].concat())
            .collect();
        let mut circles = Self { of: vec![UNSEEN; size] };
        let (mut seen, mut lowest) = (vec![UNSEEN; size], vec![0; size]);
        let (mut clock, mut count) = (0, 0);
        let mut open = Vec::new();
        for start in 0..size {
            if seen[start] != UNSEEN {
                continue;
            }
            let mut path = vec![(start, 0)];
            while let Some((number, edge)) = path.pop() {
                if edge == 0 {
                    (seen[number], lowest[number]) = (clock, clock);
                    clock += 1;
                    open.push(number);
                }
                if let Some(&other) = leads_to[number].get(edge) {
                    path.push((number, edge + 1));
                    if seen[other] == UNSEEN {
                        path.push((other, 0));
                    } else if circles.of[other] == UNSEEN {
                        lowest[number] = lowest[number].min(seen[other]);
                    }
                    continue;
                }
                if let Some((above, _)) = path.last() {
                    lowest[*above] = lowest[*above].min(lowest[number]);
                }
                if lowest[number] == seen[number] {
                    while let Some(member) = open.pop() {
                        circles.of[member] = count;
                        if member == number {
                            break;
                        }
                    }
                    count += 1;
                }
            }
        }
        circles
    }
}
