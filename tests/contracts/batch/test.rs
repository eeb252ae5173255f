//! A batch that ends in part is neither a success nor a failure.

use super::served::{Served, verdicts};
use errspec::machine::Outcome;
use errspec_client::{Job, WaitEnd};
use errspec_server::Walk;
use errspec_tests::batch::{Api, Batch, BatchPayload, BatchState};

#[test]
fn a_batch_goes_on_by_itself_until_it_is_cancelled() {
    let judged = verdicts::<Batch>;
    assert_eq!(judged(&["validating", "completed"])[1], "moved on, maybe past in_progress, finalizing");
    assert_eq!(judged(&["validating", "in_progress", "!cancel", "cancelled"])[2], "cancel took effect, maybe past cancelling");
    // How a batch expires is not documented.
    for undocumented in [["in_progress", "expired"], ["finalizing", "expired"], ["in_progress", "failed"]] {
        assert_eq!(judged(&undocumented)[1], "a move that the contract does not list", "{undocumented:?}");
    }
    assert_eq!(judged(&["validating", "failed", "completed"])[2], "no known move leads there");
}

fn walk(outcome: Option<&str>) -> Walk {
    Walk { to: Some("completed".into()), outcome: outcome.map(str::to_owned), ..Walk::default() }
}

#[test]
fn the_counts_decide_how_it_ended() {
    let served = Served::<Api>::start("batch");
    let waited = |outcome| {
        served.job("Batch", walk(outcome));
        served.wait(&mut Job::<Batch>::new())
    };
    assert_eq!(waited(None).unwrap().state, BatchState::Completed);
    let partial = waited(Some("partial")).unwrap_err();
    assert!(matches!(partial.end, WaitEnd::Ended { state: BatchState::Completed, outcome: Outcome::Partial }), "{partial}");
    assert!(partial.to_string().contains("only in part"), "{partial}");
    // What succeeded is still there.
    let Some(BatchPayload::Completed { output: Some(_), failed: Some(1..), .. }) = partial.payload() else {
        panic!("{partial:?}")
    };
    let failed = waited(Some("failure")).unwrap_err();
    assert!(matches!(failed.end, WaitEnd::Failure(BatchState::Completed)), "{failed}");
}

#[test]
fn an_outcome_that_is_not_a_word_is_refused() {
    let served = Served::<Api>::start("batch");
    let refused = served.server.job("Batch", None, walk(Some("halfway"))).unwrap_err();
    assert!(refused.why.contains("`halfway` is not an outcome"), "{refused}");
}

#[test]
fn what_is_wrong_with_the_input_is_a_list() {
    let body = br#"{"status": "failed", "errors": {"data": [{"code": "empty_file", "message": "no lines", "line": 1}, {"message": "?", "line": null}]}}"#;
    let Ok(BatchPayload::Failed { errors: Some(errors) }) = BatchPayload::read(BatchState::Failed, body) else { panic!() };
    let read: Vec<_> = errors.iter().map(|error| (error.code.as_deref(), &*error.message, error.line)).collect();
    assert_eq!(read, [(Some("empty_file"), "no lines", Some(1)), (None, "?", None)]);
    let other = BatchPayload::read(BatchState::Failed, br#"{"errors": {"data": [{"line": 1}]}}"#);
    assert!(other.is_err(), "an item without a message: {other:?}");
    // The fault server writes what the contract describes.
    let served = Served::<Api>::start("batch");
    served.job("Batch", Walk { to: Some("failed".into()), ..Walk::default() });
    let failed = served.wait(&mut Job::<Batch>::new()).unwrap_err();
    assert!(matches!(failed.payload(), Some(BatchPayload::Failed { errors: Some(errors) }) if errors.len() == 1), "{failed}");
}
