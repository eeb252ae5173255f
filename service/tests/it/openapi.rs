//! The OpenAPI document says what the service sends.

use crate::contracts::orders::{self, ErrorCode};
use crate::contracts::shapes;
use boon::{Compiler, Schemas};
use errspec::Code;
use errspec_service::{ErrorResponse, ErrorResponses, error_responses};
use serde_json::{Value, json};
use utoipa::{IntoResponses, OpenApi};

error_responses! {
    /// The responses of `GET /orders/{id}`.
    struct GetOrderErrors = [ErrorCode::OrderNotFound, ErrorCode::OrderLocked];
}

/// An order.
#[utoipa::path(get, path = "/orders/{id}", responses((status = 200, description = "The order"), GetOrderErrors))]
#[allow(dead_code)]
fn get_order() {}

#[derive(OpenApi)]
#[openapi(paths(get_order))]
struct Document;

fn json(responses: impl serde::Serialize) -> Value {
    serde_json::to_value(responses).unwrap()
}

fn assert_valid(schema: &Value, body: &Value) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("schema.json", schema.clone()).unwrap();
    let compiled = compiler.compile("schema.json", &mut schemas).unwrap();
    if let Err(why) = schemas.validate(body, compiled) {
        panic!("{body}: {why}");
    }
}

#[test]
fn an_operation_has_the_responses_of_its_codes() {
    let document = json(Document::openapi());
    let responses = &document["paths"]["/orders/{id}"]["get"]["responses"];
    assert_eq!(responses.as_object().unwrap().keys().collect::<Vec<_>>(), ["200", "404", "409"]);
    let missing = &responses["404"];
    assert_eq!(
        (&missing["description"], &missing["headers"]["X-Request-Id"]["schema"]),
        (&json!("There is no such thing"), &json!({"type": "string"}))
    );
    let problem = &missing["content"]["application/problem+json"];
    assert_eq!(problem["schema"]["properties"]["code"], json!({"type": "string", "enum": ["order_not_found"]}));
    assert_eq!(problem["schema"]["properties"]["status"], json!({"type": "integer", "enum": [404]}));
    assert_eq!(problem["schema"]["required"], json!(["code"]));
    let locked = &responses["409"]["content"]["application/problem+json"]["examples"]["order_locked"];
    assert_eq!(locked["value"]["detail"], json!("Order {order} is being edited by {user}"), "the template");
}

#[test]
fn what_is_sent_is_valid_under_the_schema() {
    let responses = json(ErrorResponse::<orders::Api>::responses());
    for code in ErrorCode::ALL {
        let sent = ErrorResponse::from(*code).into_http();
        let content = &responses[sent.status().as_str()]["content"][sent.headers()["content-type"].to_str().unwrap()];
        assert_valid(&content["schema"], &serde_json::from_slice(sent.body()).unwrap());
        assert_valid(&content["schema"], &content["examples"][code.as_str()]["value"]);
    }
}

#[test]
fn a_response_of_several_bodies_has_the_schemas_of_all() {
    let responses = json(ErrorResponses::<shapes::Api>::all().build());
    let limit = &responses["429"]["content"]["application/json"]["schema"];
    let titles = |schemas: &Value| -> Vec<String> {
        schemas.as_array().unwrap().iter().map(|schema| schema["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles(&limit["anyOf"]), ["charge", "wait", "plain"]);
    assert_eq!(limit["anyOf"][2]["properties"]["code"]["enum"], json!(["anywhere"]), "a code without a status");
    let gone = json(ErrorResponses::of(shapes::ErrorCode::Gone).build());
    let schemas = &gone["410"]["content"]["application/json"]["schema"]["anyOf"];
    assert_eq!(titles(schemas), ["charge", "gone", "plain"]);
    assert_eq!(schemas[0]["properties"]["error"]["required"], json!(["code", "type", "message"]), "inside an object");
    assert_eq!(schemas[1]["properties"]["since"], json!({"type": "string", "format": "date-time"}));
}

#[test]
fn integer_codes_and_errors_with_a_success_status() {
    let rpc = json(ErrorResponses::of(shapes::RpcCode::MethodNotFound).build());
    let content = &rpc["200"]["content"]["application/json"];
    assert_eq!(content["schema"]["properties"]["error"]["properties"]["code"], json!({"type": "integer", "enum": [-32601]}));
    assert_eq!(content["examples"]["-32601"]["value"]["error"]["code"], json!(-32601));
}

#[test]
fn a_response_that_is_retried_has_retry_after() {
    let responses = json(ErrorResponse::<orders::Api>::responses());
    let has = |status: &str| responses[status]["headers"].get("Retry-After").is_some();
    assert_eq!(["404", "409", "422", "429", "500"].map(has), [false, false, false, true, true]);
    let shapes = json(ErrorResponses::<shapes::Api>::all().build());
    let headers: Vec<_> = shapes["420"]["headers"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(headers, ["Retry-After", "X-Delay-Seconds", "X-Trace"], "where clients of the contract look");
}

#[test]
fn every_documented_status_is_there() {
    let keys = |responses: Value| responses.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let all = keys(json(ErrorResponse::<orders::Api>::responses()));
    assert_eq!(all, ["404", "409", "422", "429", "500"]);
    assert_eq!(keys(json(ErrorResponses::of(ErrorCode::Internal).and_status(503).build())), ["500", "503"]);
    assert_eq!(orders::CONTRACT.catalogs[0].len(), ErrorCode::CATALOG.len());
    assert_eq!(<ErrorCode as Code>::ALL.len(), 6);
}
