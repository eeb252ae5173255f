use errspec_tests_ui::typestate::print_job_typestate::{PrintJob, Queued, Review};

fn main() {
    let job = PrintJob::new(Queued);
    let review = job.to(Review);
    let again = job.to(Review);
    let _ = (review, again);
}
