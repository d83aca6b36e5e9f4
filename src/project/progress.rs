//! How far a run is, and how long its stages took.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A stage of a run, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RunStage {
    /// Configs, schemas, registries and texts are read, and files looked for.
    Loading,
    /// Records are judged.
    Judging,
    /// What the dataset shows is concluded.
    Concluding,
    /// What was found is read again, to be shown.
    Telling,
}

impl RunStage {
    /// Its name: `loading`, `judging`, `concluding`, `telling`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Judging => "judging",
            Self::Concluding => "concluding",
            Self::Telling => "telling",
        }
    }
}

/// What a [cache](crate::Cache) was worth to a run. The report does not depend on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheUse {
    /// None was asked.
    #[default]
    NotAsked,
    /// It was asked.
    Asked {
        /// The files that were judged before, and were not judged again.
        known: u64,
        /// The files that were looked up.
        files: u64,
    },
    /// Another run has it.
    Busy,
    /// It cannot be read, or not be written.
    Unusable,
}

/// How far a run is. Hand a clone of it to [`Options`](crate::Options), and ask yours from another thread, or when the
/// run is over. Runs that follow each other are added up.
///
/// ```
/// use tadqiq::{Options, Progress, Subject};
///
/// let progress = Progress::default();
/// let options = Options { progress: progress.clone(), ..Options::default() };
/// tadqiq::check(&Subject::text("r.ndjson", "{}\n{}\n"), &options)?;
/// assert_eq!(progress.records(), 2);
/// assert_eq!(progress.durations()[0].0.name(), "loading");
/// # Ok::<(), tadqiq::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    bytes: AtomicU64,
    bytes_in_all: AtomicU64,
    records: AtomicU64,
    stages: Mutex<Stages>,
    cache: Mutex<CacheUse>,
}

#[derive(Debug, Default)]
struct Stages {
    current: Option<(RunStage, Instant)>,
    over: Vec<(RunStage, Duration)>,
}

impl Progress {
    /// The stage that a run is in; none before it begins and when it is over.
    pub fn stage(&self) -> Option<RunStage> {
        self.stages().current.map(|(stage, _)| stage)
    }

    /// How many bytes of records were judged.
    pub fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// How many bytes of records there are to judge, as far as files say how long they are.
    pub fn bytes_in_all(&self) -> u64 {
        self.0.bytes_in_all.load(Ordering::Relaxed)
    }

    /// How many records were seen, the broken ones included.
    pub fn records(&self) -> u64 {
        self.0.records.load(Ordering::Relaxed)
    }

    /// How long each stage took that is over, in their order.
    pub fn durations(&self) -> Vec<(RunStage, Duration)> {
        self.stages().over.clone()
    }

    /// What the cache was worth to the last run that is over.
    pub fn cache(&self) -> CacheUse {
        *self.0.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn used_cache(&self, cache: CacheUse) {
        *self.0.cache.lock().unwrap_or_else(PoisonError::into_inner) = cache;
    }

    /// A run enters a stage; the one before is over.
    pub(crate) fn enter(&self, stage: RunStage) {
        self.change(Some(stage));
    }

    /// The run is over.
    pub(crate) fn end(&self) {
        self.change(None);
    }

    pub(crate) fn expect(&self, bytes: u64) {
        self.0.bytes_in_all.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(crate) fn judged(&self, bytes: u64, records: u64) {
        self.0.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.0.records.fetch_add(records, Ordering::Relaxed);
    }

    fn change(&self, next: Option<RunStage>) {
        let now = Instant::now();
        let mut stages = self.stages();
        let last = std::mem::replace(&mut stages.current, next.map(|stage| (stage, now)));
        let Some((stage, since)) = last else { return };
        let took = now.duration_since(since);
        match stages.over.iter_mut().find(|(known, _)| *known == stage) {
            Some((_, sum)) => *sum += took,
            None => stages.over.push((stage, took)),
        }
        stages.over.sort_by_key(|(stage, _)| *stage);
    }

    fn stages(&self) -> std::sync::MutexGuard<'_, Stages> {
        self.0.stages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
