//! Jobs that do not depend on each other, done by several threads.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use crate::project::Options;

/// More would not be faster, and the system may refuse them.
const MOST_THREADS: usize = 256;

/// How many threads a run uses: as said, else as many as there are cores.
pub fn threads(options: &Options) -> usize {
    let said = options.threads.or_else(|| std::thread::available_parallelism().ok());
    said.map_or(1, NonZeroUsize::get).min(MOST_THREADS)
}

/// What each job gives, in the order of the jobs. A job must not panic.
pub fn in_parallel<Job: Send, Given: Send>(
    threads: usize,
    jobs: Vec<Job>,
    work: impl Fn(Job) -> Given + Sync,
) -> Vec<Given> {
    if threads == 1 {
        return jobs.into_iter().map(work).collect();
    }
    let workers = threads.min(jobs.len());
    let queue = Mutex::new(jobs.into_iter().enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((number, job)) = next() {
                    let given = work(job);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((number, given));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, given)| given).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_threads_than_the_system_gives_are_not_asked_for() {
        let options = Options { threads: NonZeroUsize::new(1_000_000), ..Options::default() };
        assert_eq!(threads(&options), MOST_THREADS);
        assert_eq!(in_parallel(threads(&options), vec![1, 2, 3], |number| number * 2), [2, 4, 6]);
    }
}
