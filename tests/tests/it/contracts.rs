//! One module per folder of `contracts`: contracts of real services, with facts from public documents. Machines have histories with the
//! expected verdicts, and the published client waits for their jobs against the fault server. Errors have responses with the expected
//! results. Retry policies have the numbers that vendors state.

mod served;
mod verdict;

#[path = "../../contracts/acme/test.rs"]
mod acme;
#[path = "../../contracts/message/test.rs"]
mod message;
#[path = "../../contracts/payment_intent/test.rs"]
mod payment_intent;
#[path = "../../contracts/retry/test.rs"]
mod retry;
#[path = "../../contracts/subscription/test.rs"]
mod subscription;
#[path = "../../contracts/batch/test.rs"]
mod batch;
#[path = "../../contracts/container/test.rs"]
mod container;
#[path = "../../contracts/deployment/test.rs"]
mod deployment;
#[path = "../../contracts/long_running/test.rs"]
mod long_running;
#[path = "../../contracts/pipeline/test.rs"]
mod pipeline;
#[path = "../../contracts/scheduler/test.rs"]
mod scheduler;
#[path = "../../contracts/ethereum/test.rs"]
mod ethereum;
#[path = "../../contracts/fastapi/test.rs"]
mod fastapi;
#[path = "../../contracts/shopify/test.rs"]
mod shopify;
#[path = "../../contracts/slack/test.rs"]
mod slack;
#[path = "../../contracts/snowflake/test.rs"]
mod snowflake;
#[path = "../../contracts/google/test.rs"]
mod google;
#[path = "../../contracts/graph/test.rs"]
mod graph;
#[path = "../../contracts/dynamodb/test.rs"]
mod dynamodb;
#[path = "../../contracts/s3/test.rs"]
mod s3;
#[path = "../../contracts/sqs/test.rs"]
mod sqs;
