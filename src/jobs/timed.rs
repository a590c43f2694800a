//! Imports and analyses against the clock, for the workers and for the command line.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::deadline::{Clock, LIMIT, Waited};
use super::{ImportSource, folder};
use crate::import::ImportError;
use crate::model::{Analysis, Article, Canceller, Settings};
use crate::{analysis, import};

/// Runs in place of a panicking job's result.
pub(super) const PANIC: &str = "Something went wrong inside the program while working on this. The rest is untouched. Please report it with the file that caused it.";

/// Imports a source and waits for it, 20 seconds at most.
///
/// # Errors
/// Says what is wrong with it, or that it takes too long.
pub fn import_now(source: ImportSource) -> Result<Arc<Article>, ImportError> {
    alone(|clock| imported(source, clock)).unwrap_or(Err(ImportError::GivenUp))
}

/// Analyses an article and waits for it, 20 seconds at most; where the language model makes
/// it take longer, the rules answer alone and the analysis says so.
///
/// # Errors
/// A sentence that says why there is no analysis.
pub fn analyse_now(article: &Arc<Article>, settings: &Settings) -> Result<Arc<Analysis>, String> {
    alone(|clock| analysed(article, settings, clock, None))
        .unwrap_or_else(|| Err(analysis::Unanalysed::GivenUp.to_string()))
}

/// A clock of nobody but the caller.
fn alone<T>(work: impl FnOnce(&Clock<'_>) -> T) -> T {
    work(&Clock {
        limit: LIMIT,
        canceller: &Canceller::default(),
        aside: &|_| {},
    })
}

/// Runs `task`; a panic becomes an error that says so.
pub(super) fn guarded<T>(task: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(task)).map_err(|_panic| PANIC.to_owned())
}

/// Imports a source, or says that it takes too long. Nothing where it was given up.
pub(super) fn imported(
    source: ImportSource,
    clock: &Clock<'_>,
) -> Option<Result<Arc<Article>, ImportError>> {
    match clock.within(move |given_up| import_one(&source, given_up)) {
        Waited::Done(result) => Some(result),
        Waited::Late => Some(Err(ImportError::TooSlow {
            seconds: clock.limit.as_secs(),
        })),
        Waited::GivenUp => None,
    }
}

fn import_one(source: &ImportSource, given_up: &Canceller) -> Result<Arc<Article>, ImportError> {
    guarded(|| match source {
        ImportSource::File(path) => import::read_file_unless(&folder::expand(path), given_up),
        ImportSource::Pasted(text) => import::from_pasted_unless(text, given_up),
        ImportSource::Bytes(name, bytes) => {
            import::from_bytes_unless(bytes, name.as_deref(), given_up)
        }
    })
    .unwrap_or_else(|panic| Err(ImportError::Internal(panic)))
    .map(Arc::new)
}

/// Analyses an article, or says why not. Nothing where it was given up.
///
/// The model takes its time: what the rules say goes to `early` at once, where somebody asks.
pub(super) fn analysed(
    article: &Arc<Article>,
    settings: &Settings,
    clock: &Clock<'_>,
    early: Option<&dyn Fn(Arc<Analysis>)>,
) -> Option<Result<Arc<Analysis>, String>> {
    if !settings.model {
        let whole = run(article, settings, clock, analysis::analyse_unless);
        return answer(whole, clock.limit);
    }
    // The rules take a hundredth of the time, and are there where the model is late.
    let started = Instant::now();
    let rules = match run(article, settings, clock, analysis::analyse_by_rules_unless) {
        Waited::Done(Ok(analysis)) => analysis,
        other => return answer(other, clock.limit),
    };
    if let Some(early) = early {
        early(Arc::clone(&rules));
    }
    // Both together have the time of one.
    let rest = Clock {
        limit: clock.limit.saturating_sub(started.elapsed()),
        ..*clock
    };
    match run(article, settings, &rest, analysis::analyse_unless) {
        Waited::Late => Some(Ok(without_model(&rules, clock.limit))),
        whole => answer(whole, clock.limit),
    }
}

type Analyse = fn(&Article, &Settings, &Canceller) -> Result<Analysis, analysis::Unanalysed>;

fn run(
    article: &Arc<Article>,
    settings: &Settings,
    clock: &Clock<'_>,
    analyse: Analyse,
) -> Waited<Result<Arc<Analysis>, String>> {
    let (article, settings) = (Arc::clone(article), settings.clone());
    clock.within(move |given_up| {
        guarded(|| analyse(&article, &settings, given_up))?
            .map(Arc::new)
            .map_err(|error| error.to_string())
    })
}

fn answer(
    waited: Waited<Result<Arc<Analysis>, String>>,
    limit: Duration,
) -> Option<Result<Arc<Analysis>, String>> {
    match waited {
        Waited::Done(result) => Some(result),
        Waited::Late => Some(Err(format!(
            "Analysing this takes too long: it was given up after {} seconds. Cut it into shorter articles.",
            limit.as_secs()
        ))),
        Waited::GivenUp => None,
    }
}

fn without_model(rules: &Analysis, limit: Duration) -> Arc<Analysis> {
    let mut analysis = rules.clone();
    analysis.engine.without_model = Some(format!(
        "The language model took longer than {} seconds over this article, so it is judged by rules alone. Cut it into shorter articles to have it read by the model.",
        limit.as_secs()
    ));
    Arc::new(analysis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::article;

    fn clock(limit: Duration, canceller: &Canceller) -> Clock<'_> {
        Clock {
            limit,
            canceller,
            aside: &|_| {},
        }
    }

    #[test]
    fn an_import_without_time_is_an_answer_and_a_cancelled_one_is_none() {
        let source = || ImportSource::Pasted("Words.".to_owned());
        let canceller = Canceller::default();
        let late = imported(source(), &clock(Duration::ZERO, &canceller));
        let Some(Err(error)) = late else {
            panic!("{late:?}")
        };
        assert!(error.to_string().contains("takes too long"), "{error}");
        canceller.cancel();
        assert!(imported(source(), &clock(LIMIT, &canceller)).is_none());
    }

    #[test]
    fn an_analysis_without_time_is_an_answer_and_a_cancelled_one_is_none() {
        let (article, settings) = (Arc::new(article("It rained.")), Settings::default());
        let canceller = Canceller::default();
        let late = analysed(
            &article,
            &settings,
            &clock(Duration::ZERO, &canceller),
            None,
        );
        let sentence = late.unwrap().unwrap_err();
        assert!(sentence.contains("takes too long"), "{sentence}");
        canceller.cancel();
        assert!(analysed(&article, &settings, &clock(LIMIT, &canceller), None).is_none());
    }

    #[test]
    fn where_the_model_is_late_the_rules_answer_and_say_so() {
        let rules = analysis::analyse_by_rules(&article("It rained."), &Settings::default());
        let told = without_model(&rules, LIMIT);
        let sentence = told.engine.without_model.as_deref().unwrap();
        assert!(sentence.contains("longer than 20 seconds"), "{sentence}");
        assert_eq!(told.sentences, rules.sentences);
    }

    #[test]
    fn a_panic_becomes_a_message() {
        assert_eq!(
            guarded(|| panic!("on purpose")).map(|()| 0),
            Err(PANIC.to_owned())
        );
    }
}
