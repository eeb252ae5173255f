use errspec_tests::typestate::PrintJobState;
use errspec_tests::typestate::print_job_typestate::{PrintJob, Queued};

fn main() {
    let _: PrintJob<Queued> = PrintJobState::Queued.into();
}
