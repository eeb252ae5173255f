//! The error bodies of the five APIs, as one API.

use super::write;
use std::path::{Path, PathBuf};

pub(super) fn specs(out: &Path) -> std::io::Result<Vec<PathBuf>> {
    Ok(vec![write(out, "failures.yaml", SPEC)?])
}

const SPEC: &str = "errspec: 1
name: failures
statuses:
  400: Bad
  404: Missing
  422: Wrong
  429: Too many
errors:
  OAuthError:
    codes: { authorization_pending: Wait, slow_down: Slow, expired_token: Over, access_denied: No, invalid_grant: Bad }
  ErrorType:
    codes: { invalid_request_error: Request, rate_limit_error: Rate, server_error: Server, authentication_error: Key }
  ErrorCode:
    codes:
      INVALID_ID: Invalid
      RATE_LIMIT_ERROR: Rate
      VALIDATION_ERROR: Validation
      PERMISSION_DENIED: Permission
      rate_limit_exceeded: Rate limit
      task_not_found: Task
      invalid_api_key: Key
      internal_error: Internal
bodies:
  api:
    fields:
      timestamp: { at: /timestamp, type: timestamp }
      status: { at: /status, type: status }
      phrase: /error
      message: /message
      path: { at: /path, optional: true }
  oauth:
    fields:
      code: { at: /error, type: OAuthError }
      message: { at: /error_description, optional: true }
  typed:
    fields:
      message: /error/message
      type: { at: /error/type, type: ErrorType }
      code: { at: /error/code, type: ErrorCode }
  coded:
    fields:
      code: { at: /error/code, type: ErrorCode }
      message: /error/message
      details: { at: /error/details, type: json, optional: true }
      request_id: { at: /request_id, optional: true }
  structured:
    fields:
      code: { at: /detail/code, type: ErrorCode }
      message: /detail/message
      field: { at: /detail/field, optional: true }
  text:
    fields:
      message: /detail
  list:
    fields:
      items: { at: /detail, type: { list: { loc: json, msg: string, type: string } } }
";
