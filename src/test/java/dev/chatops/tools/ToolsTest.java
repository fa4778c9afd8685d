package dev.chatops.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a newcomer reads whose system lacks a program. The scripts find nothing but what is linked
/// into one folder.
class ToolsTest {

  /// What every Linux and macOS has.
  private static final List<String> SYSTEM =
      List.of(
          "awk",
          "basename",
          "bash",
          "cat",
          "cksum",
          "cut",
          "date",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "id",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "nohup",
          "printf",
          "ps",
          "readlink",
          "rm",
          "sed",
          "seq",
          "sleep",
          "tail",
          "touch",
          "tr",
          "wc");

  @TempDir private Path home;
  private Path bin;

  @BeforeEach
  void linkTheSystem() throws IOException {
    bin = Files.createDirectory(home.resolve("bin"));
    for (String program : SYSTEM) {
      Files.createSymbolicLink(bin.resolve(program), onPath(program));
    }
    for (String program : List.of("chromium", "curl", "go", "kubectl", "mvn", "node")) {
      pretend(program, "exit 0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tools/maven test,             mvn,     sudo apt install maven,  sudo dnf install maven",
    "tools/demo start local,       mvn,     brew install maven,      sudo dnf install maven",
    "tools/demo start local,       curl,    sudo apt install curl,   sudo dnf install curl",
    "tools/demo start local,       ps,      sudo apt install procps, sudo dnf install procps-ng",
    "tools/demo start current,     kubectl, brew install kubectl,    kubernetes-client",
    "tools/cluster/cluster status, ps,      sudo apt install procps, sudo dnf install procps-ng",
    "tools/peers/peers prepare,    node,    sudo apt install nodejs, brew install node",
    "tools/peers/peers slack,      node,    sudo apt install nodejs, brew install node",
    "tools/browser prepare,        chromium, sudo apt install chromium, brew install --cask chromium",
    "tools/browser path,           chromium, sudo apt install chromium, sudo dnf install chromium",
    "tools/cluster/cluster build,  go,      sudo apt install golang, brew install go",
  })
  void aMissingProgramIsNamedWithTheCommandThatInstallsIt(
      String script, String missing, String one, String another) throws Exception {
    Files.delete(bin.resolve(missing));

    Answer answer = run(script);

    assertThat(answer.text()).containsIgnoringCase(missing).contains(one, another);
    assertThat(answer.exitCode()).isNotZero();
  }

  @Test
  void whoHasNoContainerEngineIsToldWhichOnesWillDo() throws Exception {
    Answer answer = run("tools/image registry.example/chatops-operator:1");

    assertThat(answer.text()).contains("install docker, podman or buildah");
    assertThat(answer.exitCode()).isNotZero();
  }

  @Test
  void aContainerEngineThatDoesNotWorkIsPassedOver() throws Exception {
    pretend("docker", "exit 1");
    pretend("podman", "echo \"podman $*\"");

    Answer answer = run("tools/image registry.example/chatops-operator:1");

    assertThat(answer.text())
        .contains(
            "podman build -t registry.example/chatops-operator:1 -f src/main/docker/Containerfile .",
            "Built registry.example/chatops-operator:1 with podman");
    assertThat(answer.exitCode()).isZero();
  }

  @Test
  void aGoThatIsTooOldIsNamedWithItsVersion() throws Exception {
    Files.delete(bin.resolve("go"));
    pretend("go", "echo go1.19.8");

    Answer answer = run("tools/cluster/cluster build");

    assertThat(answer.text()).contains("here it is go1.19.8", "Install 1.21 or later");
    assertThat(answer.exitCode()).isNotZero();
  }

  /// macOS ships bash 3.2 and BSD tools.
  @Test
  void nothingIsUsedThatOnlyNewerShellsOrGnuToolsHave() throws IOException {
    String beyond =
        "declare -A|mapfile|readarray|local -n|\\$\\{\\w+(,,|\\^\\^|@)|&>>|\\|&|;;&|readlink -f|"
            + "sed -i|sed -r|date -d|date -I|stat -c|grep -P|-printf|-quit|xargs -r|sort -V|"
            + "realpath|(?m:^|[;&|(]) *timeout ";

    try (Stream<Path> files = Files.walk(Path.of("tools"))) {
      List<Path> scripts = files.filter(ToolsTest::isShell).toList();
      assertThat(scripts).hasSizeGreaterThan(4);
      for (Path script : scripts) {
        assertThat(Files.readString(script)).as(script.toString()).doesNotContainPattern(beyond);
      }
    }
  }

  private static boolean isShell(Path file) {
    try {
      return Files.isRegularFile(file) && Files.readString(file).startsWith("#!/usr/bin/env bash");
    } catch (IOException _) {
      return false;
    }
  }

  private static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("not on this system: " + program));
  }

  private void pretend(String program, String line) throws IOException {
    Path script = Files.writeString(bin.resolve(program), "#!/usr/bin/env bash\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private record Answer(int exitCode, String text) {}

  private Answer run(String script) throws Exception {
    var builder = new ProcessBuilder(script.split(" ")).redirectErrorStream(true);
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
    builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Answer(process.waitFor(), text);
  }
}
