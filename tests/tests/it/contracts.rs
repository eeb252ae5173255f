//! Contracts of real services, with facts of public documents, per folder of `contracts`: machines with histories and their verdicts, waited
//! for by the published client against the fault server; responses of errors and what follows from each; and the numbers of vendors' retries.

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
