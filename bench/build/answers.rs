//! Error responses that consist of more than the members of an object, with one API for each kind.

use super::write;
use std::path::{Path, PathBuf};

pub(super) fn specs(out: &Path) -> std::io::Result<Vec<PathBuf>> {
    let kinds = [("header", HEADER), ("list", LIST), ("chain", CHAIN), ("xml", XML)];
    let spec = |(name, bodies): (&str, &str)| write(out, &format!("answers_{name}.yaml"), &whole(name, bodies));
    kinds.into_iter().map(spec).collect()
}

fn whole(name: &str, bodies: &str) -> String {
    format!("errspec: 1\nname: answers_{name}\n{CODES}{bodies}")
}

const CODES: &str = "statuses: { 400: Bad, 404: Missing, 422: Wrong, 429: Too many }
errors:
  ErrorCode:
    codes:
      InvalidRequest: Invalid
      NoSuchKey: Missing
      CannotCopyRecursive: Recursive
      ThrottlingException: Too many
      too_long: Too long
      required: Required
      InternalError: Internal
";

/// A code in a header, between a namespace and an address.
const HEADER: &str = r##"bodies:
  coded:
    fields:
      code: { at: { header: x-error-type }, type: ErrorCode, after: "#", before: ":" }
      message: { at: /message, optional: true }
"##;

/// A list of items with members of which one may be missing.
const LIST: &str = "bodies:
  listed:
    fields:
      items:
        at: /errors
        type:
          list:
            code: { at: /code, type: ErrorCode }
            pointer: { at: /source/pointer, optional: true }
            detail: { at: /detail }
";

/// Errors inside errors, of which the innermost decides.
const CHAIN: &str = "bodies:
  nested:
    fields:
      code: { at: /error/code, type: ErrorCode }
      message: { at: /error/message, optional: true }
    chain: { at: /error/innerError, code: innermost }
";

const XML: &str = "bodies:
  marked:
    format: xml
    fields:
      code: { at: /Error/Code, type: ErrorCode }
      message: { at: /Error/Message }
      resource: { at: /Error/Resource, optional: true }
      request_id: { at: /Error/RequestId, optional: true }
";
