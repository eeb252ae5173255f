//! The codes of the measured catalogs: codes of real APIs, and lists that imitate those of others.

const SHORT_PAGE: [&str; 7] = [
    "model_unavailable",
    "content_policy_violation",
    "generation_failed",
    "timeout",
    "invalid_image_url",
    "file_too_large",
    "unsupported_format",
];

const PAGE: [&str; 25] = [
    "AUTHENTICATION_FAILED",
    "INVALID_API_KEY",
    "EXPIRED_API_KEY",
    "REVOKED_API_KEY",
    "AUTHORIZATION_FAILED",
    "SUSPENDED_ACCOUNT",
    "INSUFFICIENT_PERMISSIONS",
    "INVALID_REQUEST",
    "MISSING_PARAMETER",
    "INVALID_PARAMETER",
    "INVALID_FORMAT",
    "INSUFFICIENT_BALANCE",
    "RESOURCE_NOT_FOUND",
    "JOB_NOT_FOUND",
    "CLIENT_NOT_FOUND",
    "API_KEY_NOT_FOUND",
    "RATE_LIMIT_EXCEEDED",
    "INTERNAL_ERROR",
    "PROCESSING_FAILED",
    "DATABASE_ERROR",
    "EXTERNAL_SERVICE_ERROR",
    "SERVICE_UNAVAILABLE",
    "DEACTIVATED_API_KEY",
    "STORAGE_QUOTA_EXCEEDED",
    "VALIDATION_ERROR",
];

const BROKER: [&str; 2] = [
    "INVALID UNKNOWN DUPLICATE UNSUPPORTED STALE FENCED UNSTABLE INELIGIBLE ILLEGAL MISSING",
    "TOPIC GROUP_ID REPLICA LEADER_EPOCH PARTITIONS OFFSET SESSION_TIMEOUT PRODUCER_EPOCH CONFIG RECORD SNAPSHOT_ID VOTER_KEY \
     CORRELATION_ID",
];

const DATABASE: [&str; 2] = [
    "duplicate invalid undefined ambiguous reserved locked divided truncated restricted missing foreign untranslatable exceeded",
    "column table function cursor schema object parameter datetime_format escape_sequence row_count savepoint role trigger \
     character_value interval_field subscript text_representation xml_document json_text lock_timeout",
];

const CLOUD: [&str; 3] = [
    "ACCOUNT BILLING COMPUTE DNS EVENTS IMAGE NETWORK QUEUE STORAGE WORKFLOW ARCHIVE BACKUP CACHE DATABASE FIREWALL IDENTITY \
     LOGGING MONITOR REGISTRY SECRETS",
    "ACCESS_KEY ALIAS BUCKET CERTIFICATE CLUSTER DOMAIN ENDPOINT EXECUTION FUNCTION GROUP INSTANCE JOB MEMBER OBJECT POLICY RECORD \
     SNAPSHOT SUBNET USER VOLUME GATEWAY LISTENER REPLICA ROUTE TOKEN",
    "ALREADY_EXISTS BUSY DISABLED EXPIRED INVALID LIMIT_EXCEEDED LOCKED NOT_FOUND TOO_LARGE UNAVAILABLE AMBIGUOUS CONFLICT \
     CORRUPTED DENIED DETACHED FROZEN MISMATCH REVOKED STALE UNSUPPORTED",
];

/// Each catalog with the name of its module.
pub(super) fn all() -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("7", SHORT_PAGE.map(str::to_owned).to_vec()),
        ("25", PAGE.map(str::to_owned).to_vec()),
        ("130", combined(&BROKER, &[10, 13])),
        ("260", combined(&DATABASE, &[13, 20])),
        ("260_short", five_bytes()),
        ("2000", cloud([10, 20, 10])),
        ("10000", cloud([20, 25, 20])),
    ]
}

/// Codes that consist of a service, a resource and a problem, with this many of each.
pub(super) fn cloud(counts: [usize; 3]) -> Vec<String> {
    combined(&CLOUD, &counts)
}

/// Every combination of the first words of each list.
fn combined(lists: &[&str], counts: &[usize]) -> Vec<String> {
    lists.iter().zip(counts).fold(vec![String::new()], |codes, (list, count)| {
        let joined = |code: &String, word: &str| if code.is_empty() { word.to_owned() } else { format!("{code}_{word}") };
        codes.iter().flat_map(|code| list.split_whitespace().take(*count).map(|word| joined(code, word))).collect()
    })
}

/// In the manner of SQLSTATE: 26 classes of 10.
fn five_bytes() -> Vec<String> {
    let letter = |i: usize| ["0", "A", "F", "P", "X"][i % 5];
    (0..260).map(|i| format!("{:02}{}{:02}", 3 * (i / 10) + 1, letter(i), i % 10)).collect()
}
