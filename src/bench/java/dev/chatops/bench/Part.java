package dev.chatops.bench;

/// One part of a run.
interface Part {

  void run(Scene scene, Report report) throws Exception;
}
