//! A tour of how a client handles failures: `cargo run -p generated-client --example tour`.
//!
//! The example starts a server of two of the contracts on loopback and lets it fail according to a script. It prints the requests and
//! responses, and next to them what the client does. The delays that it prints are those of the contract, but they pass twenty times as
//! fast. It prints no colors if `NO_COLOR` is set.

use errspec::Api;
use errspec::retry::blocking::{Clock, SystemClock};
use errspec_client::blocking::Client;
use errspec_client::{Credential, DeviceFlow, Event, FailedAttempt, Job, Settings, Tokens, WaitEnd};
use errspec_server::{Answer, Body, Entry, Options, Server, Then};
use generated_client::autoretouch::{ExecutionCommand, ExecutionPayload};
use generated_client::clients::autoretouch::Client as AutoRetouch;
use generated_client::clients::vision::{Client as Vision, Method};
use generated_client::{autoretouch, vision};
use serde_json::{Value, json};
use std::error::Error;
use std::path::Path;
use std::time::Duration;

/// How much faster time passes than printed.
const LAPSE: u32 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    say(Ink::Plain, &format!("Waits are shown in full and run {LAPSE} times as fast."));
    let server = serve::<vision::Api>()?;
    let client = Vision(caller(Settings::new(server.url()).credential(Credential::bearer("sk-tour"))));
    decoding(&server, &client)?;
    retrying(&server, &client)?;
    unsafe_call(&server, &client)?;

    let server = serve::<autoretouch::Api>()?;
    let flow = DeviceFlow::new("tour");
    let tokens = device(&server, &flow)?;
    let client = AutoRetouch::new(caller(Settings::new(server.url()).credential(flow.credential(tokens))));
    watching(&server, &client)?;
    paying(&server, &client)
}

type VisionClient = Vision<Client<vision::Api, ureq::Agent, Lapse>>;
type AutoRetouchClient = AutoRetouch<Client<autoretouch::Api, ureq::Agent, Lapse>>;

fn decoding(server: &Server, client: &VisionClient) -> Result<(), Box<dyn Error>> {
    title("1. Errors are decoded, whatever their shape");
    server.script(vec![
        Answer::new().code("EXPIRED_API_KEY").shape("middleware").value("message", "Key expired"),
        Answer::new().code("VALIDATION_ERROR").shape("structured").value("message", "limit must be positive"),
        Answer::new().status(404).shape("plain").value("message", "No such image"),
        Answer::new().status(502).body(Body::Text("<html>Bad Gateway</html>".into())),
    ])?;
    for path in ["/v1/images", "/v1/images?limit=-1", "/v1/images/7", "/v1/images"] {
        if let Err(failure) = client.request(Method::Get, path).send() {
            say(Ink::Bad, &failure.to_string());
            let (category, class) = (failure.category(), failure.class());
            let (category, class) = (category.map(|word| word.to_string()), class.map(|class| class.to_string()));
            let shape = failure.error().and_then(|error| error.body_name()).unwrap_or("none known");
            let (category, class) = (category.unwrap_or_default(), class.unwrap_or_default());
            say(Ink::Plain, &format!("shape {shape}, category {category}, retry {class}"));
        }
    }
    Ok(())
}

fn retrying(server: &Server, client: &VisionClient) -> Result<(), Box<dyn Error>> {
    title("2. A throttled call comes back when the server says");
    let throttled = Answer::new().code("RATE_LIMIT_ERROR").header("Retry-After", "7");
    server.script(vec![throttled, Answer::new().status(503), Answer::new().status(200)])?;
    let answer = client.request(Method::Get, "/v1/images").send()?;
    say(Ink::Good, &format!("answered {}", answer.status().as_u16()));
    Ok(())
}

fn unsafe_call(server: &Server, client: &VisionClient) -> Result<(), Box<dyn Error>> {
    title("3. A call that may have been done is not done twice");
    server.script(vec![Answer::new().then(Then::Reset), Answer::new().status(500)])?;
    for _ in 0..2 {
        if let Err(failure) = client.request(Method::Post, "/v1/images").body("application/json", "{}").send() {
            say(Ink::Bad, &failure.to_string());
        }
    }
    Ok(())
}

fn device(server: &Server, flow: &DeviceFlow) -> Result<Tokens, Box<dyn Error>> {
    title("4. A device waits for its user");
    server.script(vec![
        ok(json!({ "device_code": "d", "user_code": "WDJB-MJHT", "verification_uri": "https://example.com/device" })),
        Answer::new().code("authorization_pending"),
        Answer::new().code("slow_down"),
        ok(json!({ "access_token": "first", "refresh_token": "again", "expires_in": 3600 })),
    ])?;
    let client = caller::<autoretouch::Api>(Settings::new(server.url()));
    let authorization = flow.authorize(&client).send()?;
    say(Ink::Plain, &format!("tell the user: {} at {}", authorization.user_code, authorization.verification_uri));
    let tokens = flow.tokens(&client, &authorization).run()?;
    say(Ink::Good, &format!("{tokens:?}"));
    Ok(tokens)
}

fn watching(server: &Server, client: &AutoRetouchClient) -> Result<(), Box<dyn Error>> {
    title("5. A job is watched to its end, past a token that ran out and a poll that fails");
    server.script(vec![
        state("CREATED"),
        Answer::new().status(401),
        ok(json!({ "access_token": "second" })),
        state("ACTIVE"),
        Answer::new().status(503),
        completed(),
    ])?;
    let finished = client.wait("e1", Duration::from_secs(600)).job(&mut Job::new()).run()?;
    let ExecutionPayload::Completed { result_path, charged_credits, .. } = finished.payload;
    say(Ink::Good, &format!("{}: {result_path} for {charged_credits} credits", finished.state));
    Ok(())
}

fn paying(server: &Server, client: &AutoRetouchClient) -> Result<(), Box<dyn Error>> {
    title("6. A wait that only money ends stops at once");
    server.script(vec![state("CREATED"), state("PAYMENT_REQUIRED")])?;
    let mut job = Job::new();
    let Err(ended) = client.wait("e2", Duration::from_secs(600)).job(&mut job).run() else { return Ok(()) };
    say(Ink::Bad, &ended.to_string());
    if !matches!(ended.end, WaitEnd::NeedsAction { .. }) {
        return Ok(());
    }
    say(Ink::Plain, "(credits are added)");
    server.script(vec![Answer::new().status(201), state("PAYMENT_REQUIRED"), state("ACTIVE"), completed()])?;
    let result = client.retry_execution("e2").send();
    job.sent(ExecutionCommand::Retry, &result, client.caller().now());
    let finished = client.wait("e2", Duration::from_secs(600)).job(&mut job).run()?;
    say(Ink::Good, &finished.state.to_string());
    Ok(())
}

fn ok(body: Value) -> Answer {
    Answer::new().status(200).body(Body::Json(body))
}

fn completed() -> Answer {
    ok(json!({ "status": "COMPLETED", "resultPath": "/images/7.png", "resultContentHash": "c0ffee", "chargedCredits": 10 }))
}

fn state(state: &str) -> Answer {
    ok(json!({ "status": state }))
}

/// A server of this API's contract that prints requests and responses.
fn serve<A: Api>() -> Result<Server, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../spec/apis/{}.yaml", A::contract().name));
    let checked = errspec_spec::check("spec.yaml", &std::fs::read(path)?, &mut errspec_spec::NoFiles);
    let contract = checked.contract.ok_or("the spec has findings")?;
    Ok(Server::start(contract, Options::default().observer(wire))?)
}

fn wire(entry: &Entry) {
    let answer = match (entry.then, entry.status) {
        (Then::Full, Some(status)) => status.to_string(),
        (then, _) => format!("{then:?}"),
    };
    say(Ink::Wire, &format!("{} {} -> {answer}", entry.method, entry.path));
}

/// A client with a faster clock, which prints its delays.
fn caller<A: Api>(settings: Settings) -> Client<A, ureq::Agent, Lapse> {
    Client::new(settings.on_event(told), ureq::Agent::new_with_defaults()).clock(Lapse::default())
}

fn told(event: &Event<'_>) {
    match event {
        Event::Retry { attempt: FailedAttempt { number, kind, code, class, .. }, delay, .. } => {
            let code = code.as_deref().map(|code| format!(" {code}")).unwrap_or_default();
            say(Ink::Wait, &format!("attempt {number}: {kind}{code}, {}: waits {delay:.1?}", class.as_str()));
        }
        Event::Renewed { renewed: true, .. } => say(Ink::Wait, "the token was renewed"),
        Event::Renewed { .. } => say(Ink::Bad, "the token could not be renewed"),
        Event::Polled { reading, delay: Some(Duration::ZERO), .. } => say(Ink::Wait, &format!("{reading}: asks again at once")),
        Event::Polled { reading, delay: Some(delay), .. } => say(Ink::Wait, &format!("{reading}: waits {delay:.1?}")),
        Event::Polled { reading, .. } => say(Ink::Wait, reading),
        _ => {}
    }
}

/// A clock that runs faster than the time that it reports.
#[derive(Clone, Copy, Default)]
struct Lapse(SystemClock);

impl Clock for Lapse {
    fn now(&mut self) -> Duration {
        self.0.now() * LAPSE
    }

    fn sleep(&mut self, delay: Duration) {
        self.0.sleep(delay / LAPSE);
    }
}

#[derive(Clone, Copy)]
enum Ink {
    Plain,
    Wire,
    Wait,
    Good,
    Bad,
}

fn title(text: &str) {
    println!("\n{}", painted("1", text));
}

fn say(ink: Ink, text: &str) {
    let (mark, color) = match ink {
        Ink::Plain => (" ", "0"),
        Ink::Wire => ("~ wire  ", "36"),
        Ink::Wait => ("  client", "33"),
        Ink::Good => ("✓", "32"),
        Ink::Bad => ("✗", "31"),
    };
    println!("  {}", painted(color, &format!("{mark} {text}")));
}

fn painted(color: &str, text: &str) -> String {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if plain { text.into() } else { format!("\x1b[{color}m{text}\x1b[0m") }
}
