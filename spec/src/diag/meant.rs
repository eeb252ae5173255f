//! Words from other formats that authors may use by mistake, and what they mean in the language.

/// What other formats call the keys and words of this language.
const MEANT: &[(&str, &[&str])] = &[
    ("any", &["json"]),
    ("authenticate", &["renew_credentials"]),
    ("bool", &["boolean"]),
    ("canceled", &["cancelled"]),
    ("date_time", &["timestamp"]),
    ("datetime", &["timestamp"]),
    ("delay", &["base", "interval"]),
    ("desc", &["summary"]),
    ("description", &["summary"]),
    ("done", &["final", "success"]),
    ("double", &["number"]),
    ("endpoints", &["operations"]),
    ("error", &["failure"]),
    ("failed", &["failure"]),
    ("float", &["number"]),
    ("http_status", &["status"]),
    ("initial_delay", &["base"]),
    ("int", &["integer", "i64"]),
    ("login", &["renew_credentials"]),
    ("max", &["cap"]),
    ("max_attempts", &["attempts"]),
    ("max_delay", &["cap"]),
    ("max_retries", &["retries"]),
    ("milliseconds", &["delay-millis"]),
    ("multiplier", &["factor"]),
    ("object", &["json"]),
    ("pointer", &["at"]),
    ("rate_limited", &["throttled", "rate_limit"]),
    ("retriable", &["retry", "transient"]),
    ("retryable", &["retry", "transient"]),
    ("running", &["pending"]),
    ("seconds", &["delay-seconds"]),
    ("status_code", &["status"]),
    ("status_codes", &["statuses"]),
    ("str", &["string"]),
    ("succeeded", &["success"]),
    ("temporary", &["transient"]),
    ("terminal", &["final"]),
    ("transitions", &["edges"]),
    ("unix", &["unix-seconds"]),
    ("url", &["docs"]),
];

/// The word of the language that the author meant, if it is allowed here.
pub(super) fn meant<'a>(written: &str, words: &[&'a str]) -> Option<&'a str> {
    let written = written.to_ascii_lowercase().replace('-', "_");
    let at = MEANT.binary_search_by_key(&written.as_str(), |(word, _)| word).ok()?;
    let (_, ours) = MEANT.get(at)?;
    words.iter().copied().find(|word| ours.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_word_is_found() {
        assert!(MEANT.is_sorted_by_key(|(word, _)| *word));
        for (word, ours) in MEANT {
            assert_eq!(meant(word, ours), ours.first().copied());
        }
    }
}
