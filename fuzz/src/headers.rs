use errspec::headers::{self, Due, Form};
use std::time::Duration;

/// Reads the bytes as a header of each form. White space around a value has no meaning, and whole numbers consist only of ASCII digits.
pub fn headers(data: &[u8]) {
    let now = Some(Duration::from_secs(1_793_000_000));
    for form in Form::ALL {
        let read = headers::read(*form, data, now);
        let padded = [b" \t", data, b"  "].concat();
        assert_eq!(headers::read(*form, &padded, now), read, "{form}");
        let _ = headers::read(*form, data, None);
        // The longest of the values is never shorter than the whole header read as one value, and repeating a header changes nothing.
        let longest = headers::due(&[("X", data)], "x", &[*form], now);
        assert_eq!(headers::due(&[("X", data), ("x", data)], "X", &[*form], now), longest, "{form}");
        let wait = |due: Option<Due>| due.and_then(|due| due.after(now));
        assert!(wait(longest) >= wait(read), "{form}: {longest:?} {read:?}");
        if let Some(due) = read {
            let wait = due.after(now);
            assert!(matches!(due, Due::In(_)) == (due.after(None).is_some()) && wait.is_some(), "{form}: {due:?}");
        }
    }
    assert_eq!(headers::read(Form::DelaySeconds, data, now).is_some(), is_number(data));
    assert_eq!(headers::read(Form::DelaySeconds, data, now), saturating(data).map(Duration::from_secs).map(Due::In));
    let date = "Sun, 06 Nov 1994 08:49:37 GMT".as_bytes();
    let _ = headers::retry_after(&[("Retry-After", data), ("Date", date)]);
    let _ = headers::date(&[("Date", data)]);
}

fn is_number(data: &[u8]) -> bool {
    let digits = trimmed(data);
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

fn saturating(data: &[u8]) -> Option<u64> {
    let digit = |number: u64, digit: &u8| number.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
    is_number(data).then(|| trimmed(data).iter().fold(0, digit))
}

/// Without the blanks that HTTP allows around a value.
fn trimmed(data: &[u8]) -> &[u8] {
    data.trim_ascii()
}
