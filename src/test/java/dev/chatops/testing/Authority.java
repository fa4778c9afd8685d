package dev.chatops.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A certificate authority of a test's own, and the certificate of one server on this machine.
///
/// @param certificates of the authority, as PEM
/// @param certificate of the server, as PEM
/// @param key of the server, as PEM
record Authority(Path certificates, Path certificate, Path key) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /// @param folder where the files are written to
  static Authority create(Path folder) {
    Path store = folder.resolve("keys.p12");
    keytool(store, "-alias", "authority", "-dname", "CN=Test authority", "-ext", "bc:c=ca:true");
    keytool(
        store,
        "-alias",
        "server",
        "-dname",
        "CN=127.0.0.1",
        "-ext",
        "san=ip:127.0.0.1",
        "-signer",
        "authority");
    try (var in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      return new Authority(
          pem(
              folder.resolve("ca.crt"),
              "CERTIFICATE",
              keys.getCertificate("authority").getEncoded()),
          pem(folder.resolve("tls.crt"), "CERTIFICATE", keys.getCertificate("server").getEncoded()),
          pem(
              folder.resolve("tls.key"),
              "PRIVATE KEY",
              keys.getKey("server", PASSWORD).getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path store, String... what) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD),
                "-validity",
                "2"));
    command.addAll(List.of(what));
    Program.run(command).orFail();
  }

  private static Path pem(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
