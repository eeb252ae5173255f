//! The events that `tracing` receives: a span per call, with code, class, attempt and delay, and no credential.
use crate::e2e_support::{self, KEY, READ, any, caller, serve};
use errspec_server::Answer;
use generated_client::jobs;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, Once};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Lines {
    fn push(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut dyn Visit)) {
        if metadata.target().starts_with("errspec_client") {
            let mut line = format!("{} {}", metadata.level(), if metadata.is_span() { "span" } else { "event" });
            record(&mut Line(&mut line));
            self.0.lock().unwrap().push(line);
        }
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        self.push(attributes.metadata(), |visit| attributes.record(visit));
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        self.push(event.metadata(), |visit| event.record(visit));
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// A subscriber that wants everything and keeps nothing.
struct Anything;

impl Subscriber for Anything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Collects what `run` traces on this thread. All tests of the process share one cache of which events anybody wants, so there is
/// always somebody who wants all: a test that is not traced cannot switch off an event of one that is.
fn traced<T>(lines: &Lines, run: impl FnOnce() -> T) -> T {
    static WANTED: Once = Once::new();
    WANTED.call_once(|| tracing::subscriber::set_global_default(Anything).unwrap());
    tracing::subscriber::with_default(lines.clone(), run)
}

const LONG_WAIT: [&str; 3] = [
    "INFO span api=\"autoretouch\" operation=\"get_execution\"",
    "DEBUG event message=polled operation=\"get_execution\"",
    "reading=\"COMPLETED: first reading\" delay=None",
];

fn completed() -> Answer {
    let body = serde_json::json!({ "status": "COMPLETED", "resultPath": "/7", "resultContentHash": "c0", "chargedCredits": 1 });
    Answer::new().status(200).body(errspec_server::Body::Json(body))
}

#[test]
fn a_wait_is_traced() {
    use generated_client::clients::autoretouch::Client;
    let server = serve::<generated_client::autoretouch::Api>();
    let client = Client::new(caller(&server).0);
    server.script(vec![completed()]).unwrap();
    let lines = Lines::default();
    traced(&lines, || client.wait("j1", e2e_support::secs(60)).run().unwrap());
    let lines = lines.0.lock().unwrap().join("\n");
    assert!(LONG_WAIT.iter().all(|part| lines.contains(part)) && !lines.contains(KEY), "{lines}");
}

#[cfg(feature = "async")]
#[test]
fn calls_and_waits_on_tokio_are_traced_alike() {
    use errspec_client::{Credential, Settings};
    use generated_client::clients::autoretouch::Client;
    let server = serve::<generated_client::autoretouch::Api>();
    let settings = Settings::new(server.url()).credential(Credential::bearer(KEY));
    let client = Client::new(errspec_client::Client::new(settings, crate::e2e_async::http()));
    server.script(vec![Answer::new().status(404), completed()]).unwrap();
    let lines = Lines::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    traced(&lines, || {
        runtime.block_on(async {
            client.get_execution("j1").send().await.unwrap_err();
            client.wait("j1", e2e_support::secs(60)).run().await.unwrap();
        })
    });
    let lines = lines.0.lock().unwrap().join("\n");
    assert!(LONG_WAIT.iter().all(|part| lines.contains(part)) && !lines.contains(KEY), "{lines}");
    assert!(lines.contains("ERROR event message=call failed operation=\"get_execution\" attempt=1 outcome=status 404 error.type=\"404\" class=\"never\" category=\"not_found\""), "{lines}");
    assert_eq!(lines.matches(" span ").count(), 2, "{lines}");
}

#[test]
fn a_call_is_traced_without_its_credential() {
    let server = serve::<jobs::Api>();
    let (caller, _) = caller::<jobs::Api>(&server);
    server.script(vec![Answer::new().code("DATABASE_ERROR"), Answer::new().code("JOB_NOT_FOUND")]).unwrap();
    let lines = Lines::default();
    traced(&lines, || any(&caller, &READ, "/probe").send().unwrap_err());
    let lines = lines.0.lock().unwrap().join("\n");
    for part in [
        "INFO span api=\"jobs\" operation=\"read\"",
        "attempt=1 outcome=status 500 code=\"DATABASE_ERROR\" error.type=\"DATABASE_ERROR\" class=\"transient\" category=\"internal\" delay=1s",
        "attempt=2 outcome=status 404 code=\"JOB_NOT_FOUND\" error.type=\"JOB_NOT_FOUND\" class=\"never\"",
    ] {
        assert!(lines.contains(part), "{part} in:\n{lines}");
    }
    assert!(!lines.contains(KEY));
}
