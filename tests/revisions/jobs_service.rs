// A program that creates the errors of the contract in `jobs.yaml`. `spec` is the module.

use errspec_revisions::errspec;
use spec::{ApiBody, Body, JobCode};

pub fn bodies() -> Body<'static> {
    Body::Api(ApiBody { code: errspec::OpenCode::Known(JobCode::Closed), message: None })
}
