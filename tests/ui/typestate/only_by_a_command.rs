use errspec_tests_ui::typestate::print_job_typestate::{Held, PrintJob, Queued};

fn main() {
    let _ = PrintJob::new(Held).to(Queued);
}
