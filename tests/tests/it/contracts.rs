//! Contracts of real services, with facts of public documents, per folder of `contracts`: machines with histories and their verdicts, waited
//! for by the published client against the fault server; and the numbers of vendors' retries.

mod served;

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
