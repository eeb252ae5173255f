use errspec_tests::typestate::print_job_typestate::{Held, PrintJob, Queued};

fn main() {
    let _ = PrintJob::new(Held).to(Queued);
}
