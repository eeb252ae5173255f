//! Errors in XML, one of them in a 200, redirects with an endpoint, and responses without content.

use super::verdict::{Row, every_code_arrives, judge};
use errspec::{Action, Category, Change, RetryClass};
use errspec_tests::s3::{Api, ApiError, Body, ErrorCode};

const XML: &[(&str, &str)] = &[("Content-Type", "application/xml"), ("x-amz-request-id", "0A49CE4060975EAC")];
const NO_KEY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>photos/a &amp; b.jpg</Key><RequestId>656c76696e6727</RequestId><HostId>Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7</HostId></Error>"#;
const REDIRECT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n  <Code>PermanentRedirect</Code>\n  <Message>Use the endpoint.</Message>\n  \
    <Endpoint>films.s3.eu-west-1.amazonaws.com</Endpoint>\n  <Bucket>films</Bucket>\n</Error>\n";

#[test]
fn a_code_is_read_from_xml_whatever_the_status() {
    let changed = RetryClass::AfterChange(Change::Request);
    judge::<Api>(
        "s3",
        &[
            Row::success(
                200,
                XML,
                r#"<CompleteMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><ETag>"3858f6"</ETag></CompleteMultipartUploadResult>"#,
            ),
            Row::success(200, XML, "an object that is no XML"),
            Row::success(204, XML, ""),
            Row::failure(
                (404, XML, NO_KEY),
                ("api", "NoSuchKey"),
                (Category::NotFound, RetryClass::Never),
                "The specified key does not exist.",
            ),
            // Spaces keep the connection open while the upload is completed, and the status was sent before the failure.
            Row::failure(
                (
                    200,
                    XML,
                    "  \n <Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>",
                ),
                ("api", "InternalError"),
                (Category::Internal, RetryClass::Transient),
                "We encountered an internal error.",
            ),
            Row::failure(
                (503, XML, "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"),
                ("api", "SlowDown"),
                (Category::RateLimit, RetryClass::Throttled),
                "Please reduce your request rate.",
            ),
            Row::failure(
                (301, XML, REDIRECT),
                ("redirect", "PermanentRedirect"),
                (Category::InvalidRequest, changed),
                "Use the endpoint.",
            ),
            Row::failure(
                (403, XML, "<Error><Code>SignatureDoesNotMatch</Code><Message><![CDATA[a < b]]></Message></Error>"),
                ("api", "SignatureDoesNotMatch"),
                (Category::Authentication, RetryClass::Never),
                "a < b",
            ),
            Row::failure(
                (400, XML, "<Error><Code>ExpiredToken</Code></Error>"),
                ("api", "ExpiredToken"),
                (Category::Authentication, RetryClass::AfterAction(Action::RenewCredentials)),
                "",
            ),
            // Another service of the same kind, with a prefix and a code of its own.
            Row::failure(
                (409, XML, "<s:Error xmlns:s='urn:s'><s:Code>QuotaExceeded</s:Code></s:Error>"),
                ("api", "QuotaExceeded"),
                (Category::Conflict, RetryClass::Never),
                "",
            ),
            // A response to HEAD has no content.
            Row::failure((404, XML, ""), ("", ""), (Category::NotFound, RetryClass::Never), ""),
            Row::failure((304, &[], ""), ("", ""), (Category::Other, RetryClass::Never), ""),
            Row::failure(
                (503, &[], "<html><body>Service Unavailable<br></body></html>"),
                ("", ""),
                (Category::Unavailable, RetryClass::Throttled),
                "",
            ),
            // What was read before the connection broke counts.
            Row::failure(
                (500, XML, "<Error><Code>InternalError</Code><Mess"),
                ("", "InternalError"),
                (Category::Internal, RetryClass::Transient),
                "",
            ),
            // Document types are refused, with everything that they could define.
            Row::failure(
                (400, XML, "<!DOCTYPE Error [<!ENTITY c 'SlowDown'>]><Error><Code>&c;</Code></Error>"),
                ("", ""),
                (Category::InvalidRequest, changed),
                "",
            ),
        ],
    );
}

#[test]
fn fields_are_read_and_a_broken_body_keeps_its_bytes() {
    let error = ApiError::check(404, &XML, NO_KEY.as_bytes()).unwrap_err();
    let Body::Api(body) = error.body() else { panic!("{error}") };
    assert_eq!(body.resource.as_deref(), Some("photos/a & b.jpg"));
    assert_eq!(error.request_id().as_deref(), Some("656c76696e6727"));
    assert_eq!(error.at("/Error/HostId").unwrap().as_string().unwrap(), "Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7");
    assert_eq!(error.raw(), NO_KEY.as_bytes());

    let error = ApiError::check(301, &XML, REDIRECT.as_bytes()).unwrap_err();
    let Body::Redirect(body) = error.body() else { panic!("{error}") };
    assert_eq!(body.endpoint, "films.s3.eu-west-1.amazonaws.com");

    let cut = &NO_KEY.as_bytes()[..NO_KEY.len() - 30];
    let error = ApiError::check(404, &XML, cut).unwrap_err();
    assert!(error.is(ErrorCode::NoSuchKey) && error.body_name().is_none());
    assert_eq!((error.raw(), error.status()), (cut, 404));
    assert_eq!(error.request_id().as_deref(), Some("656c76696e6727"));
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, ErrorCode>("s3"), ErrorCode::ALL.len());
}
