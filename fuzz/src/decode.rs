use errspec::{Api, ApiError};
use errspec_tests::{
    autoretouch, chains, chat, images, jobs, jsonrpc, media_tasks, pointers, problem, shapes, statuses, vision,
};
use serde::de::IgnoredAny;

/// Reads the bytes as an error response of many APIs: two bytes for the status, one that chooses the headers, and the body.
pub fn decode(data: &[u8]) {
    let [high, low, choice, body @ ..] = data else { return };
    let status = u16::from_be_bytes([*high, *low]);
    let media_type = ["application/json", "application/problem+json", "text/html", ""][usize::from(*choice % 4)];
    let headers = [("Content-Type", media_type), ("Retry-After", "7"), ("X-Request-Id", "r-1")];
    let headers = if *choice < 128 { &headers[..] } else { &headers[..1] };
    read::<autoretouch::Api>(status, headers, body);
    read::<chat::Api>(status, headers, body);
    read::<media_tasks::Api>(status, headers, body);
    read::<jobs::Api>(status, headers, body);
    read::<vision::Api>(status, headers, body);
    read::<images::Api>(status, headers, body);
    read::<jsonrpc::Api>(status, headers, body);
    read::<pointers::Api>(status, headers, body);
    read::<problem::Api>(status, headers, body);
    read::<statuses::Api>(status, headers, body);
    read::<shapes::Api>(status, headers, body);
    read::<chains::Api>(status, headers, body);
    again::<shapes::Api>(status, headers, body);
    again::<chains::Api>(status, headers, body);
}

/// A received body can be written, and is then read as the same body.
fn again<A: Api>(status: u16, headers: &[(&str, &str)], body: &[u8])
where
    for<'e> A::Body<'e>: PartialEq + std::fmt::Debug,
{
    let error = ApiError::<A>::decode(status, headers, body);
    assert!(error.causes().count() <= 32);
    let shown = format!("{:?}", error.body());
    assert!(!shown.chars().any(char::is_control), "{shown}");
    // Characters that strings may not contain are not written as they were received.
    if error.body_name().is_none() || serde_json::from_slice::<IgnoredAny>(body).is_err() {
        return;
    }
    if let Ok(made) = ApiError::<A>::new(status, &error.body()) {
        assert_eq!(made.body(), error.body(), "{}", String::from_utf8_lossy(made.raw()));
        assert_eq!((made.code_text(), made.message()), (error.code_text(), error.message()));
    }
}

/// Nothing is lost, nothing is invented, and everything that is printed is one line.
fn read<A: Api>(status: u16, headers: &[(&str, &str)], body: &[u8]) {
    let error = ApiError::<A>::decode(status, headers, body);
    assert_eq!((error.status(), error.raw()), (status, body));
    if let Some(code) = error.code_ref() {
        assert!(error.code_text().is_some_and(|text| code.catalog.find(&text) == Some(code.row)));
    }
    if error.body_name().is_some() {
        // A byte order mark is skipped.
        let json = serde_json::from_str::<IgnoredAny>(&mended(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)));
        assert!(json.is_ok(), "{}: a shape in what is no JSON: {json:?}", A::contract().name);
    }
    for line in [error.to_string(), format!("{:?}", error.code_ref())] {
        assert!(!line.chars().any(char::is_control) && line.len() < 32_000, "{line}");
    }
    // A response with a failure status is a failure. One with a success status is a failure only if the contract needs its body, and then
    // `check` and `decode` return the same error.
    let checked = ApiError::<A>::check(status, headers, body);
    let needed = A::contract().needs_body(status, headers);
    assert!(if checked.is_err() { needed || !A::contract().is_success(status) } else { A::contract().is_success(status) });
    if let Err(checked) = checked {
        assert_eq!((checked.body_name(), checked.code_text()), (error.body_name(), error.code_text()));
        assert!(!needed || checked.body_name().is_some());
    }
    let owned = ApiError::<A>::decode_owned(status, headers, body.to_vec());
    assert_eq!(
        (owned.body_name(), owned.code_text(), owned.message()),
        (error.body_name(), error.code_text(), error.message())
    );
    assert_eq!((owned.details(), owned.delay(), owned.category()), (error.details(), error.delay(), error.category()));
    assert_eq!(&*error.into_raw(), body);
}

/// The body as strict JSON: in its strings, `?` stands for invalid bytes, invalid escapes and control characters.
fn mended(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let (mut out, mut rest, mut inside) = (String::new(), text.chars(), false);
    while let Some(c) = rest.next() {
        inside ^= c == '"';
        if inside && c == '\\' {
            let Some(escaped) = rest.next() else { break };
            let digits: String = rest.clone().take(4).collect();
            let unicode = escaped == 'u' && digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
            out.push('?');
            if unicode {
                rest.nth(3);
            }
        } else {
            out.push(if inside && c.is_control() { '?' } else { c });
        }
    }
    out
}
