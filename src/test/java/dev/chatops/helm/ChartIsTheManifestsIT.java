package dev.chatops.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// With its default values the chart installs what `manifests/` installs.
class ChartIsTheManifestsIT {

  private static final String AS_SHIPPED = "chatops-system";
  private static final String ELSEWHERE = "bots";

  /// Which server, which folder, where.
  enum Installation {
    BEFORE_STAMPING("1.35.0", "install", AS_SHIPPED),
    BEFORE_STAMPING_ELSEWHERE("1.35.0", "install", ELSEWHERE),
    STAMPING("1.36.0", "admission-1.36", AS_SHIPPED),
    STAMPING_ELSEWHERE("1.36.0", "admission-1.36", ELSEWHERE);

    private final String version;
    private final String folder;
    private final String namespace;

    Installation(String version, String folder, String namespace) {
      this.version = version;
      this.folder = folder;
      this.namespace = namespace;
    }

    Rendered chart() {
      String[] arguments = {"--kube-version=" + version, "--namespace=" + namespace};
      return (folder.equals("install")
              ? Rendered.chart(arguments)
              : Rendered.chartWithStamping(arguments))
          .withoutHelm();
    }

    /// Helm itself creates the namespace.
    Rendered manifests() {
      Rendered manifests = Rendered.manifests(folder, namespace);
      assertThat(manifests.objects().remove("Namespace " + namespace)).isNotNull();
      return manifests;
    }
  }

  @ParameterizedTest
  @EnumSource
  void sameObjectsAreInstalled(Installation installation) {
    nothingIsMissingOrTooMuch(
        installation.chart().objects().keySet(), installation.manifests().objects().keySet());
  }

  @ParameterizedTest
  @EnumSource
  void sameRightsAreGranted(Installation installation) {
    nothingIsMissingOrTooMuch(
        Rights.grantedBy(installation.chart()), Rights.grantedBy(installation.manifests()));
  }

  @ParameterizedTest
  @EnumSource
  void sameAccountsHoldThem(Installation installation) {
    nothingIsMissingOrTooMuch(
        Rights.givenBy(installation.chart()), Rights.givenBy(installation.manifests()));
  }

  @ParameterizedTest
  @EnumSource
  void everyObjectIsTheSameFieldByField(Installation installation) {
    Rendered chart = installation.chart();
    var differences = new ArrayList<String>();

    installation
        .manifests()
        .objects()
        .forEach((name, object) ->
            differences.addAll(Differences.between(name, object, chart.get(name))));

    assertThat(differences).isEmpty();
  }

  @Test
  void helmFindsNothingToComplainAbout() {
    Rendered.helm("lint", "--strict", ChartFiles.CHART.toString()).orFail();
  }

  private static void nothingIsMissingOrTooMuch(Set<String> inChart, Set<String> inManifests) {
    assertThat(inManifests).isNotEmpty();
    assertThat(inManifests)
        .filteredOn(entry -> !inChart.contains(entry))
        .as("in manifests/ but not in the chart; run `make chart`, or complete templates/")
        .isEmpty();
    assertThat(inChart)
        .filteredOn(entry -> !inManifests.contains(entry))
        .as("in the chart but not in manifests/; run `make chart`, or mend templates/")
        .isEmpty();
  }
}
