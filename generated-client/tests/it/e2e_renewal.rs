//! Calls that meet a 401 together renew the credential once.
use crate::e2e_support::{serve_with, with};
use errspec::Secret;
use errspec::retry::Reason;
use errspec_client::{Credential, DeviceFlow, Event, Settings, Tokens};
use errspec_server::{Answer, Body, Entry, Options, Server};
use generated_client::autoretouch::{Api, Execution, ExecutionState};
use generated_client::clients::autoretouch::Client;
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};

/// How many calls meet a 401 together.
const CALLS: usize = 8;

/// A server that answers the first requests with 401 and only once all of them are there, then the renewal, then anything else.
fn refusing(renewal: Answer) -> Server {
    let (all_there, met) = (Barrier::new(CALLS), AtomicUsize::new(0));
    let server = serve_with::<Api>(Options::default().observer(move |entry: &Entry| {
        if entry.path != "/oauth/token" && met.fetch_add(1, Ordering::SeqCst) < CALLS {
            all_there.wait();
        }
    }));
    let completed = Answer::new().status(200).body(Body::Json(json!({ "status": "COMPLETED" })));
    server.script(vec![Answer::new().status(401).times(CALLS as u32), renewal, completed.forever()]).unwrap();
    server
}

fn renewed() -> Answer {
    Answer::new().status(200).body(Body::Json(json!({ "access_token": "new", "token_type": "Bearer" })))
}

fn credential() -> Credential {
    let refresh = Some(Secret::new("refresh".into()));
    DeviceFlow::new("tests").credential(Tokens { access: Secret::new("old".into()), refresh, expires_in: None })
}

/// What calls were told of renewals: whether they worked, and whether they were another call's.
type Told = Arc<Mutex<Vec<(bool, bool)>>>;

fn settings(server: &Server) -> (Settings, Told) {
    let told = Told::default();
    let heard = Arc::clone(&told);
    let settings = Settings::new(server.url()).credential(credential()).attempt_timeout(None).on_event(move |event| {
        if let Event::Renewed { renewed, shared, .. } = event {
            heard.lock().unwrap().push((*renewed, *shared));
        }
    });
    (settings, told)
}

/// Requests for new tokens, and others.
fn seen(server: &Server) -> (usize, usize) {
    let log = server.log();
    let renewals = log.iter().filter(|entry| entry.path == "/oauth/token").count();
    (renewals, log.len() - renewals)
}

/// The state in a response.
fn state(response: &errspec_client::Response) -> Option<ExecutionState> {
    ExecutionState::from_wire(&Execution::read(response.body())?.state)
}

/// One call renews, the others are told of it.
fn one_renewed(told: &Told, renewed: bool) {
    let mut told = told.lock().unwrap().clone();
    told.sort_unstable();
    let mut expected = vec![(renewed, true); CALLS];
    expected[0] = (renewed, false);
    assert_eq!(told, expected);
}

#[test]
fn threads_that_meet_a_401_together_renew_once() {
    let server = refusing(renewed());
    let (settings, told) = settings(&server);
    let client = Client::new(with::<Api>(settings).0);
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..CALLS).map(|_| scope.spawn(|| state(&client.get_execution("j1").send().unwrap()))).collect();
        for call in calls {
            assert_eq!(call.join().unwrap(), Some(ExecutionState::Completed));
        }
    });
    assert_eq!(seen(&server), (1, 2 * CALLS));
    one_renewed(&told, true);
}

#[test]
fn clients_that_share_a_credential_renew_it_once() {
    let server = refusing(renewed());
    let (settings, told) = settings(&server);
    std::thread::scope(|scope| {
        for _ in 0..CALLS {
            let client = Client::new(with::<Api>(settings.clone()).0);
            scope.spawn(move || client.get_execution("j1").send().unwrap());
        }
    });
    assert_eq!(seen(&server), (1, 2 * CALLS));
    one_renewed(&told, true);
}

#[test]
fn a_renewal_that_fails_is_not_tried_by_each() {
    let server = refusing(Answer::new().code("invalid_grant"));
    let (settings, told) = settings(&server);
    let client = Client::new(with::<Api>(settings).0);
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..CALLS).map(|_| scope.spawn(|| client.get_execution("j1").send().unwrap_err())).collect();
        for call in calls {
            let failure = call.join().unwrap();
            assert_eq!((failure.attempts(), failure.give_up.unwrap().reason), (1, Reason::RefreshFailed));
        }
    });
    assert_eq!(seen(&server), (1, CALLS));
    one_renewed(&told, false);
}

#[cfg(feature = "async")]
mod on_tokio {
    use super::*;
    use crate::e2e_async::http;

    type AsyncClient = Client<errspec_client::Client<Api, reqwest::Client>>;

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
    }

    /// All calls at once, each in a task of its own.
    async fn together(client: AsyncClient) -> Vec<Result<Option<ExecutionState>, Reason>> {
        let client = Arc::new(client);
        let calls: Vec<_> = (0..CALLS)
            .map(|_| {
                let client = Arc::clone(&client);
                tokio::spawn(async move {
                    let called = client.get_execution("j1").send().await;
                    called.map(|response| state(&response)).map_err(|failure| failure.give_up.unwrap().reason)
                })
            })
            .collect();
        let mut ended = Vec::new();
        for call in calls {
            ended.push(call.await.unwrap());
        }
        ended
    }

    #[test]
    fn tasks_that_meet_a_401_together_renew_once() {
        let server = refusing(renewed());
        let (settings, told) = settings(&server);
        let ended = run(async { together(Client::new(errspec_client::Client::new(settings, http()))).await });
        assert_eq!(ended, vec![Ok(Some(ExecutionState::Completed)); CALLS]);
        assert_eq!(seen(&server), (1, 2 * CALLS));
        one_renewed(&told, true);
    }

    #[test]
    fn a_renewal_that_fails_is_not_tried_by_each() {
        let server = refusing(Answer::new().code("invalid_grant"));
        let (settings, told) = settings(&server);
        let ended = run(async { together(Client::new(errspec_client::Client::new(settings, http()))).await });
        assert_eq!(ended, vec![Err(Reason::RefreshFailed); CALLS]);
        assert_eq!(seen(&server), (1, CALLS));
        one_renewed(&told, false);
    }
}
