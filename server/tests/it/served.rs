//! Everything that is declared is served: each status, code, body and header of the five specs, and clients read it as that.
use crate::common::{APIS, Client, contract, get, read, serve};
use errspec::retry::Outcome;
use errspec::{Api, ApiError, CodeRef};
use errspec_server::{Answer, Options, Server};
use generated_client::{autoretouch, images, jobs, media_tasks, vision};

#[test]
fn every_status_has_its_number_its_phrase_and_a_body() {
    for api in APIS {
        let server = serve(api);
        let mut client = Client::new(server.addr());
        for entry in &server.contract().statuses {
            let status = entry.status.value;
            let answer = client.request("GET", &format!("/__errspec/status/{status}"), "");
            assert_eq!(answer.status, status, "{api}");
            let phrase = entry.phrase.as_ref().map_or(entry.registered.as_deref(), |phrase| Some(&phrase.value));
            assert_eq!(Some(answer.phrase.as_str()), phrase, "{api} {status}");
            if status == 204 {
                assert_eq!((answer.text(), answer.header("Content-Length")), ("", None), "{api}");
            } else {
                assert!(answer.json().is_object(), "{api} {status}");
                assert_eq!(answer.header("Content-Type"), Some("application/json"));
            }
        }
    }
}

/// Each code of each catalog, in each shape that carries it: served with a documented status, and read as that code.
fn codes_come_back<A: Api>() {
    let contract = contract(A::contract().name);
    let server = serve(A::contract().name);
    let mut client = Client::new(server.addr());
    let mut served: usize = 0;
    for (at, catalog) in A::contract().catalogs.iter().enumerate() {
        let carriers: Vec<&str> = contract
            .bodies
            .iter()
            .filter(|shape| shape.fields.iter().any(|field| field.kind.catalog() == Some(at)))
            .map(|shape| shape.name.as_str())
            .collect();
        assert!(!carriers.is_empty(), "{}", catalog.name);
        for row in 0..catalog.len() as u16 {
            let wire = catalog.wire(row);
            for shape in &carriers {
                let path = format!("/__errspec/code/{}/{wire}?body={shape}", catalog.name);
                let answer = client.request("GET", &path, "");
                let error = ApiError::<A>::decode(answer.status, &answer.headers, &answer.body);
                let wanted = Some(CodeRef { catalog, row });
                assert!(error.code_ref() == wanted || error.type_ref() == wanted, "{wire}: {}", answer.text());
                assert_eq!(error.body_name(), Some(*shape), "{wire}: {}", answer.text());
                let documented = catalog.statuses(row);
                assert!(documented.is_empty() || documented.contains(&answer.status), "{wire}: {}", answer.status);
                assert!(!A::contract().is_success(answer.status), "{wire}: {}", answer.status);
                assert!(
                    error.message().is_some_and(|message| !message.is_empty() && !message.contains('{')),
                    "{}",
                    answer.text()
                );
                served += 1;
            }
        }
    }
    assert!(served >= A::contract().catalogs.iter().map(|catalog| catalog.len()).sum::<usize>());
}

#[test]
fn every_code_comes_back_from_every_body_that_carries_it() {
    codes_come_back::<autoretouch::Api>();
    codes_come_back::<media_tasks::Api>();
    codes_come_back::<jobs::Api>();
    codes_come_back::<vision::Api>();
    codes_come_back::<images::Api>();
}

/// Each shape with each status it is looked for in: a client takes it for this shape, and all its fields are there.
fn shapes_come_back<A: Api>() {
    let contract = contract(A::contract().name);
    let server = serve(A::contract().name);
    let mut client = Client::new(server.addr());
    for shape in &contract.bodies {
        for entry in contract.statuses.iter().filter(|entry| !contract.is_success(entry.status.value)) {
            let status = entry.status.value;
            let answer = client.request("GET", &format!("/__errspec/body/{}?status={status}", shape.name.value), "");
            let error = ApiError::<A>::decode(answer.status, &answer.headers, &answer.body);
            assert_eq!((answer.status, error.body_name()), (status, Some(shape.name.as_str())), "{}", answer.text());
            let json = answer.json();
            for field in shape.fields.iter().filter(|field| !(field.optional && field.kind.catalog().is_some())) {
                let at = field.pointer().unwrap();
                assert!(json.pointer(at).is_some(), "{} in {json}", at.value);
            }
        }
        let answer = client.request("GET", &format!("/__errspec/body/{}", shape.name.value), "");
        assert!(!contract.is_success(answer.status), "{}", shape.name.value);
    }
}

#[test]
fn every_body_has_all_its_fields_and_is_taken_for_itself() {
    shapes_come_back::<autoretouch::Api>();
    shapes_come_back::<media_tasks::Api>();
    shapes_come_back::<jobs::Api>();
    shapes_come_back::<vision::Api>();
    shapes_come_back::<images::Api>();
}

#[test]
fn declared_headers_are_there_and_are_read() {
    let server = serve("vision");
    let throttled = get(&server, "/__errspec/code/RATE_LIMIT_ERROR");
    assert_eq!((throttled.status, throttled.header("Retry-After")), (429, Some("1")));
    assert_eq!(get(&server, "/__errspec/status/503").header("Retry-After"), None, "the contract has it on 429 only");

    let server = serve("autoretouch");
    for status in [200, 429] {
        let answer = get(&server, &format!("/__errspec/status/{status}"));
        let error = autoretouch::ApiError::decode(answer.status, &answer.headers, &answer.body);
        let limit = error.rate_limit(&answer.headers);
        assert_eq!((limit.limit, limit.remaining), (Some(100), Some(if status == 429 { 0 } else { 99 })));
    }
}

#[test]
fn answers_are_the_same_byte_for_byte() {
    let server = serve("vision");
    let paths = ["/__errspec/code/TIMEOUT", "/__errspec/status/429", "/__errspec/body/validation"];
    for path in paths {
        let (one, other) = (get(&server, path), get(&server, path));
        assert_eq!((one.headers, one.body), (other.headers, other.body));
    }
}

#[test]
fn messages_are_filled_in() {
    let error = get(&serve("vision"), "/__errspec/code/RATE_LIMIT_ERROR").json();
    assert_eq!(error["error"]["message"], "Rate limit exceeded: 60 calls per 60 seconds");
}

/// Shapes at deep places, integer codes, two catalogs with one code, media types, hints in the body.
const ODD: &str = "\
errspec: 1
name: odd
use: [std/problem]
statuses: { 409: { summary: Busy, retry: transient }, 418: { phrase: Teapot, summary: No coffee } }
errors:
  Rpc: { wire: integer, codes: { -32700: { summary: No JSON, name: ParseError, status: 418 } } }
  Other: { wire: integer, open: false, codes: { -32700: { summary: Something else, name: Else }, 7: { summary: Seven, name: Seven } } }
bodies:
  listed: { fields: { code: { at: /errors/1/code, type: Rpc }, details: { at: /errors/1/meta, type: json }, 'n': { at: /errors/1/meta/n, type: number } } }
  other: { fields: { code: { at: '/a~1b/~0', type: Other }, at: { at: /when, type: timestamp } } }
retry: { hints: [{ at: /errors/1/meta/retry_after, form: delay-seconds, when: { status: [409] } }, { at: { header: X-Reset }, form: http-date, when: { status: [409] } }] }
";

#[test]
fn odd_places_are_written_where_they_are_read() {
    let server = Server::start(read(ODD), Options::default()).unwrap();
    let answer = get(&server, "/__errspec/code/-32700");
    assert_eq!((answer.status, answer.phrase.as_str()), (418, "Teapot"));
    assert_eq!(answer.text(), r#"{"errors":[{},{"code":-32700,"meta":{"n":1.5}}]}"#);
    let answer = get(&server, "/__errspec/code/Other/-32700?status=409");
    assert_eq!(answer.text(), r#"{"a/b":{"~":-32700},"when":"2020-09-16T21:09:15.863+00:00"}"#);
    let answer = get(&server, "/__errspec/code/Rpc/-32700?status=409");
    assert_eq!(answer.json().pointer("/errors/1/meta/retry_after"), Some(&1.into()));
    assert_eq!(answer.header("X-Reset"), Some("Wed, 16 Sep 2020 21:09:16 GMT"));
    let answer = get(&server, "/__errspec/body/problem?status=409");
    assert_eq!(answer.header("Content-Type"), Some("application/problem+json"));
    assert_eq!(answer.json()["title"], "Conflict");
    assert_eq!(get(&server, "/__errspec/status/502").phrase, "Bad Gateway", "of the registry, where the contract has none");
}

#[test]
fn values_can_be_given_by_field_and_by_pointer() {
    let server = serve("vision");
    let answer = Answer::new()
        .code("TIMEOUT")
        .shape("structured")
        .value("message", "Too slow")
        .value("/detail/field", ())
        .value("/extra/0", 7);
    server.script(vec![answer]).unwrap();
    assert_eq!(get(&server, "/").text(), r#"{"detail":{"code":"TIMEOUT","message":"Too slow"},"extra":[7]}"#);
    let answer = get(&server, "/__errspec/status/422?/detail=None+of+it");
    assert_eq!(answer.json()["detail"], "None of it");
}

/// Statuses whose first code in the file is of another class, by itself or by a rule.
const CLASSES: &str = "\
errspec: 1
name: classes
statuses:
  400: The request is wrong
  403: { summary: Not allowed, retry: { after_action: get_permission } }
  423: { summary: Brewing, retry: transient }
  429: { summary: Too many requests, retry: throttled }
  503: { summary: Down for a moment, retry: transient }
errors:
  ErrorCode:
    codes:
      BANNED: { summary: No more calls, status: 429, retry: never, message: You are banned }
      LOCKED: { summary: Locked, status: [503, 400] }
      BUSY: { summary: Busy, status: 503 }
      SLOW_DOWN: { summary: Too many calls, status: 429, message: 'Only {n} calls a second', params: { n: u32 } }
      TEAPOT: { summary: A teapot for good, status: 423, retry: never }
      NO_ACCESS: { summary: Nobody may, status: 403, retry: never }
bodies: { api: { fields: { code: { at: /code, type: ErrorCode }, message: /message } } }
retry: { rules: [{ when: { code: LOCKED, status: 503 }, retry: never }] }
";

#[test]
fn fault_24_the_default_code_of_a_status_is_of_its_class_and_has_its_message() {
    let server = Server::start(read(CLASSES), Options::default()).unwrap();
    server.script_text("429 Retry-After:1").unwrap();
    let answer = get(&server, "/any");
    assert_eq!((answer.status, answer.header("Retry-After")), (429, Some("1")));
    assert_eq!(answer.text(), r#"{"code":"SLOW_DOWN","message":"Only 60 calls a second"}"#);
    for (status, body) in [
        (503, r#"{"code":"BUSY","message":"Busy"}"#),
        (400, r#"{"code":"LOCKED","message":"Locked"}"#), // the contract states no class of 400
        (403, r#"{"code":"NO_ACCESS","message":"Nobody may"}"#), // neither class is repeated
        (423, r#"{"code":"not_listed","message":"Brewing"}"#), // its only code would end what the status lets repeat
    ] {
        assert_eq!(get(&server, &format!("/__errspec/status/{status}")).text(), body);
    }
    assert_eq!(get(&server, "/__errspec/code/BANNED").text(), r#"{"code":"BANNED","message":"You are banned"}"#);
}

/// A code and a type side by side, families that any unlisted code might fall into, and a code in a field that nobody acts on.
const BESIDE: &str = "\
errspec: 1
name: beside
statuses:
  429: { summary: Too many requests, retry: throttled }
  503: { summary: Down for a moment, retry: transient }
errors:
  Kind: { codes: { limit: { summary: Limits, status: 429 }, plan: { summary: Plans, status: 429, retry: { after_action: upgrade_plan } } } }
  Reason:
    codes: { slow_down: { summary: Slow down, status: 429 }, no_plan: { summary: No plan, status: 429, retry: { after_action: upgrade_plan } } }
  Detail: { codes: { dead: { summary: Dead, status: 503, retry: never } } }
  Number:
    wire: integer
    groups: { low: { title: Low, range: [0, 999999], retry: never, codes: { 7: { summary: Seven, name: Seven } } } }
    codes: {}
  Text: { groups: { no: { title: No, prefix: not, retry: never, codes: { nothing: Nothing } } } }
bodies:
  api: { when: { status: 429 }, fields: { type: { at: /type, type: Kind }, code: { at: /code, type: Reason } } }
  loose:
    when: { status: 503 }
    fields: { code: { at: /n, type: Number }, type: { at: /t, type: Text }, other: { at: /other, type: Detail }, message: /message }
retry: { rules: [{ when: { code: slow_down, type: plan }, retry: never }] }
";

#[test]
fn fault_24_what_is_chosen_beside_a_code_does_not_change_what_it_means() {
    let server = Server::start(read(BESIDE), Options::default()).unwrap();
    for (path, body) in [
        ("/__errspec/status/429", r#"{"type":"limit","code":"slow_down"}"#),
        ("/__errspec/code/Kind/plan", r#"{"type":"plan","code":"no_plan"}"#),
        ("/__errspec/code/Reason/no_plan", r#"{"type":"limit","code":"no_plan"}"#),
        ("/__errspec/code/Reason/slow_down", r#"{"type":"limit","code":"slow_down"}"#),
        ("/__errspec/status/503", r#"{"n":1000000000001,"t":"a_not_listed","other":"dead","message":"Dead"}"#),
    ] {
        assert_eq!(get(&server, path).text(), body, "{path}");
    }
}

/// The five pages: what stands in a body of a status by itself never changes what a client may do.
fn statuses_keep_their_class<A: Api>() {
    let server = serve(A::contract().name);
    for entry in server.contract().statuses.iter().filter(|entry| !A::contract().is_success(entry.status.value)) {
        let answer = get(&server, &format!("/__errspec/status/{}", entry.status.value));
        let class = |outcome: &Outcome<'_>| A::contract().policy.classify(outcome, None).class();
        let error = ApiError::<A>::decode(answer.status, &answer.headers, &answer.body);
        let (with_body, alone) = (class(&Outcome::error(&error)), class(&Outcome::status(answer.status)));
        assert_eq!(with_body.is_automatic(), alone.is_automatic(), "{} {}", answer.status, answer.text());
    }
}

#[test]
fn fault_24_no_status_of_the_five_pages_is_answered_with_a_code_that_contradicts_it() {
    statuses_keep_their_class::<autoretouch::Api>();
    statuses_keep_their_class::<media_tasks::Api>();
    statuses_keep_their_class::<jobs::Api>();
    statuses_keep_their_class::<vision::Api>();
    statuses_keep_their_class::<images::Api>();
}

/// A shape of optional fields, one of which another shape is known by.
const OPTIONAL: &str = "\
errspec: 1
name: optional
use: [std/problem]
statuses: { 404: There is no such thing }
bodies: { plain: { fields: { message: /detail } } }
";

#[test]
fn fault_24_a_body_asked_for_has_all_fields_that_leave_it_itself() {
    let alone = OPTIONAL.replace("bodies: { plain: { fields: { message: /detail } } }\n", "");
    let problem = |spec: &str| {
        let answer = get(&Server::start(read(spec), Options::default()).unwrap(), "/__errspec/body/problem");
        assert_eq!((answer.status, answer.header("Content-Type")), (404, Some("application/problem+json")));
        answer.text().to_owned()
    };
    let path = "/__errspec/body/problem";
    let rest = format!(r#""instance":"{path}""#);
    let first = r#""type":"about:blank","title":"Not Found","status":404"#;
    assert_eq!(problem(&alone), format!(r#"{{{first},"detail":"There is no such thing",{rest}}}"#));
    assert_eq!(problem(OPTIONAL), format!("{{{first},{rest}}}"), "`detail` would make it `plain`");
}

/// Waits in fields of each type that can hold one, inside free JSON and in the items of a list.
const WAITS: &str = "\
errspec: 1
name: waits
statuses: { 429: { summary: Too many requests, retry: throttled }, 503: { summary: Down, retry: transient } }
bodies:
  api:
    when: { status: [429, 503] }
    fields:
      message: /message
      after: { at: /after }
      millis: { at: /millis, type: integer }
      again: { at: /again, type: timestamp }
      extra: { at: /extra, type: json }
      items: { at: /items, type: { list: { wait: string } } }
retry:
  hints:
    - { at: /after, form: [http-date, duration-text], when: { status: [429] } }
    - { at: /millis, form: [duration-text, delay-millis] }
    - { at: /again, form: [delay-seconds, iso-date] }
    - { at: /extra/0/delay, form: duration-text }
    - { at: /items/0/wait, form: duration-text }
";

#[test]
fn fault_24_where_a_client_reads_a_wait_there_is_one() {
    let server = Server::start(read(WAITS), Options::default()).unwrap();
    let answer = get(&server, "/__errspec/status/429").json();
    assert_eq!(answer["after"], "Wed, 16 Sep 2020 21:09:16 GMT");
    assert_eq!(answer["millis"], 1000);
    assert_eq!(answer["again"], "2020-09-16T21:09:16Z");
    assert_eq!(answer["extra"][0]["delay"], "1s");
    assert_eq!(answer["items"][0]["wait"], "1s");
    // Where the contract has the hint for other statuses only, the field still holds what is written in it.
    assert_eq!(get(&server, "/__errspec/status/503").json()["after"], "Wed, 16 Sep 2020 21:09:16 GMT");
}

/// Errors in answers whose status is a success, as JSON-RPC has them.
const RPC: &str = "\
errspec: 1
name: rpc
statuses: { 200: The call was answered, 503: { summary: Down, retry: transient } }
errors: { Rpc: { wire: integer, codes: { -32601: { summary: No such method, name: NoMethod } } } }
bodies:
  rpc: { when: { status: 200 }, fields: { code: { at: /error/code, type: Rpc }, message: /error/message } }
  plain: { fields: { message: /message } }
retry: { hints: [{ at: { header: Retry-After }, form: delay-seconds }] }
";

#[test]
fn fault_24_an_error_in_a_success_is_served_where_the_contract_has_one() {
    let server = Server::start(read(RPC), Options::default()).unwrap();
    let body = r#"{"error":{"code":-32601,"message":"No such method"}}"#;
    for path in ["/__errspec/code/-32601", "/__errspec/answer?line=200+code=-32601"] {
        let answer = get(&server, path);
        assert_eq!((answer.status, answer.text()), (200, body));
        assert_eq!(answer.header("Retry-After"), Some("1"), "it is a failure");
    }
    let json = get(&server, "/__errspec/answer?line=200+json={\"error\":{\"code\":7,\"message\":\"\"}}");
    assert_eq!((json.status, json.header("Retry-After")), (200, Some("1")), "and so is one that is written out");
    assert_eq!(get(&server, "/any").header("Retry-After"), None, "a success asks for no wait");
    assert_eq!(get(&server, "/__errspec/body/rpc").status, 200);
    assert_eq!(get(&server, "/__errspec/status/200").text(), "{}", "a status alone is the success it is");
    assert_eq!(get(&server, "/any").text(), "{}");
    assert_eq!(get(&server, "/__errspec/status/503").text(), r#"{"message":"Down"}"#);
    assert_eq!(get(&server, "/__errspec/body/plain").status, 503, "a shape without statuses is one of failures");
}

/// A code that is documented with no status comes with the success that its shape names first, though the shape may fail with others.
#[test]
fn fault_01_an_error_comes_with_the_success_that_its_shape_names_first() {
    let whens = [("[2xx, 4xx, 5xx]", 200), ("[5xx, 2xx]", 500), ("[202, 503]", 202)];
    for (when, status) in whens {
        let server =
            Server::start(read(&RPC.replace("status: 200 }", &format!("status: {when} }}"))), Options::default()).unwrap();
        let answer = get(&server, "/__errspec/code/-32601");
        assert_eq!((answer.status, answer.json()["error"]["code"].as_i64()), (status, Some(-32601)), "{when}");
        assert_eq!(get(&server, "/__errspec/body/rpc").status / 100, status / 100, "{when}");
    }
}

/// Two shapes with lists in one place, told apart by their items; a client takes the first for a body whose items fit neither.
const ITEMS: &str = "\
errspec: 1
name: items
use: [std/problem]
statuses: { 422: { summary: The input is wrong, retry: { after_change: input } } }
bodies:
  by_place: { fields: { violations: { at: /detail, type: { list: { loc: json, msg: string } } } } }
  by_rule: { fields: { violations: { at: /detail, type: { list: { rule: integer } } } } }
";

#[test]
fn fault_24_shapes_told_apart_by_their_items_are_served_whole() {
    let server = Server::start(read(ITEMS), Options::default()).unwrap();
    assert_eq!(get(&server, "/__errspec/body/by_place").text(), r#"{"detail":[{"loc":{},"msg":"sample"}]}"#);
    assert_eq!(get(&server, "/__errspec/body/by_rule").text(), r#"{"detail":[{"rule":1}]}"#);
    assert_eq!(get(&server, "/__errspec/body/problem").json()["detail"], "The input is wrong", "a text is no list");
}

/// Two bodies with the same codes, the first of them for one status only; and a page that is known by its headers.
const LIMITED: &str = "\
errspec: 1
name: limits
statuses: { 404: { summary: There is no such channel, retry: never }, 429: { summary: Too many requests, retry: throttled } }
errors:
  Number:
    wire: integer
    codes: { 10003: { category: not_found }, 20028: { status: 429 } }
bodies:
  limited:
    when: { status: 429 }
    fields: { message: /message, delay: { at: /retry_after, type: number }, code: { at: /code, type: Number, optional: true } }
  api: { fields: { message: /message, code: { at: /code, type: Number } } }
  page: { format: text, when: { content_type: text/html }, fields: { ray: { at: { header: X-Ray } } } }
";

#[test]
fn a_code_without_a_status_arrives_in_a_body_of_the_status_that_suits_it() {
    let server = Server::start(read(LIMITED), Options::default()).unwrap();
    let of = |path: &str| get(&server, path);
    let unknown = of("/__errspec/code/10003");
    assert_eq!((unknown.status, unknown.json().get("retry_after")), (404, None));
    assert!(of("/__errspec/code/20028").json()["retry_after"].is_number());
    assert!(of("/__errspec/").text().contains("Codes of Number, in limited, api\n"));
}

#[test]
fn a_code_without_a_summary_has_the_text_of_its_status() {
    let server = Server::start(read(LIMITED), Options::default()).unwrap();
    assert_eq!(get(&server, "/__errspec/code/10003").json()["message"], "There is no such channel");
}

#[test]
fn a_page_whose_fields_are_in_headers_has_no_content() {
    let server = Server::start(read(LIMITED), Options::default()).unwrap();
    let page = get(&server, "/__errspec/body/page");
    assert_eq!((page.header("Content-Type"), page.header("X-Ray"), page.text()), (Some("text/html"), Some("sample"), ""));
}
