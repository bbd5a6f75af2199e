package org.sunshineledger.ledger;

/** Whether a journal of ten million facts is as fast as a young one. */
final class GrowthBenchmark {

  private final Benchmark benchmark;

  GrowthBenchmark(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  void run() {
    Benchmark.say("growth %s %d", benchmark, Benchmark.FACTS);
  }
}
