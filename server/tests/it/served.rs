//! What is declared is served: each status, code, shape and header of the five specs, and clients read it as what it is.
use crate::common::{APIS, Client, contract, get, read, serve};
use errspec::{Api, ApiError, CodeRef};
use errspec_server::{Answer, Options, Server};
use errspec_spec::model::FieldKind;
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

/// Each code of each catalogue, in each shape that carries it: served with a documented status, and read as that code.
fn codes_come_back<A: Api>() {
    let contract = contract(A::CONTRACT.name);
    let server = serve(A::CONTRACT.name);
    let mut client = Client::new(server.addr());
    let mut served: usize = 0;
    for (at, catalogue) in A::CONTRACT.catalogues.iter().enumerate() {
        let carriers: Vec<&str> = contract
            .bodies
            .iter()
            .filter(|shape| shape.fields.iter().any(|field| field.kind == FieldKind::Code(at)))
            .map(|shape| shape.name.as_str())
            .collect();
        assert!(!carriers.is_empty(), "{}", catalogue.name);
        for row in 0..catalogue.len() as u16 {
            let wire = catalogue.wire(row);
            for shape in &carriers {
                let path = format!("/__errspec/code/{}/{wire}?body={shape}", catalogue.name);
                let answer = client.request("GET", &path, "");
                let error = ApiError::<A>::decode(answer.status, &answer.headers, &answer.body);
                let wanted = Some(CodeRef { catalogue, row });
                assert!(error.code_ref() == wanted || error.type_ref() == wanted, "{wire}: {}", answer.text());
                assert_eq!(error.body_name(), Some(*shape), "{wire}: {}", answer.text());
                let documented = catalogue.statuses(row);
                assert!(documented.is_empty() || documented.contains(&answer.status), "{wire}: {}", answer.status);
                assert!(!A::CONTRACT.is_success(answer.status), "{wire}: {}", answer.status);
                assert!(
                    error.message().is_some_and(|message| !message.is_empty() && !message.contains('{')),
                    "{}",
                    answer.text()
                );
                served += 1;
            }
        }
    }
    assert!(served >= A::CONTRACT.catalogues.iter().map(|catalogue| catalogue.len()).sum::<usize>());
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
    let contract = contract(A::CONTRACT.name);
    let server = serve(A::CONTRACT.name);
    let mut client = Client::new(server.addr());
    for shape in &contract.bodies {
        for entry in contract.statuses.iter().filter(|entry| !contract.is_success(entry.status.value)) {
            let status = entry.status.value;
            let answer = client.request("GET", &format!("/__errspec/body/{}?status={status}", shape.name.value), "");
            let error = ApiError::<A>::decode(answer.status, &answer.headers, &answer.body);
            assert_eq!((answer.status, error.body_name()), (status, Some(shape.name.as_str())), "{}", answer.text());
            let json = answer.json();
            for field in shape.fields.iter().filter(|field| !(field.optional && matches!(field.kind, FieldKind::Code(_)))) {
                assert!(json.pointer(&field.at).is_some(), "{} in {json}", field.at.value);
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

/// Shapes at deep places, integer codes, two catalogues with one code, media types, hints in the body.
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
retry: { hints: [{ body: /errors/1/meta/retry_after, form: delay-seconds, on: [409] }, { header: X-Reset, form: http-date, on: [409] }] }
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
