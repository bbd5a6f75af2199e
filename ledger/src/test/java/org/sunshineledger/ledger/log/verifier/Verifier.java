package org.sunshineledger.ledger.log.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The verifier as an auditor has it: the source from the resources, compiled for JDK 17. */
final class Verifier {

  private static final MethodHandle RUN = compiled();

  private Verifier() {}

  record Verdict(int status, String out, String err) {

    void verified() {
      assertThat(status).as(out + err).isZero();
      assertThat(out).startsWith("OK: ").contains("验证通过");
    }

    void refutedAt(String where) {
      assertThat(out).startsWith("FAILED at " + where + ": ").contains("未通过");
      assertThat(status).as(out + err).isEqualTo(1);
    }

    void unchecked(String because) {
      assertThat(out).startsWith("COULD NOT CHECK: ").contains(because).contains("无法核验");
      assertThat(status).as(out + err).isEqualTo(2);
    }
  }

  static Verdict run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      int status =
          (int)
              RUN.invokeExact(
                  args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
      assertThat(out.toString(UTF_8).lines()).as("a verdict is one line").hasSize(1);
      return new Verdict(status, out.toString(UTF_8), err.toString(UTF_8));
    } catch (Throwable e) {
      throw new AssertionError(out.toString(UTF_8) + err.toString(UTF_8), e);
    }
  }

  static String source() {
    try (InputStream in = Verifier.class.getResourceAsStream("/verifier/LedgerVerifier.java")) {
      return new String(Objects.requireNonNull(in, "the resource").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the source into the directory, where it can be started. */
  static Path sourceIn(Path directory) throws IOException {
    return Files.writeString(directory.resolve("LedgerVerifier.java"), source());
  }

  private static MethodHandle compiled() {
    try {
      Path directory = Files.createTempDirectory("verifier");
      Path source = sourceIn(directory);
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      StringWriter said = new StringWriter();
      try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
        boolean compiles =
            compiler
                .getTask(
                    said,
                    files,
                    null,
                    List.of("--release", "17", "-Xlint:all", "-Werror", "-d", directory.toString()),
                    null,
                    files.getJavaFileObjects(source))
                .call();
        assertThat(said.toString()).as("the compiler says").isEmpty();
        assertThat(compiles).isTrue();
      }
      // Kept open: classes are loaded as they are needed.
      @SuppressWarnings("resource")
      URLClassLoader loader =
          new URLClassLoader(
              new URL[] {directory.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
      return MethodHandles.publicLookup()
          .findStatic(
              loader.loadClass("LedgerVerifier"),
              "run",
              MethodType.methodType(
                  int.class, String[].class, PrintStream.class, PrintStream.class));
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("the verifier does not compile", e);
    }
  }
}
