package org.sunshineledger.api.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.TilePath;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An audit package. */
final class PackageFile implements LogCopy {

  private final ZipFile zip;
  private @Nullable BufferedReader details;
  private @Nullable Detail next;

  private PackageFile(ZipFile zip) {
    this.zip = zip;
  }

  static PackageFile open(Path file) throws IOException {
    return new PackageFile(new ZipFile(file.toFile()));
  }

  @Override
  public byte[] checkpoint() throws IOException {
    return required("log/checkpoint");
  }

  @Override
  public Optional<byte[]> tile(TilePath path) throws IOException {
    return read("log/" + path);
  }

  @Override
  public List<Detail> details(TilePath bundle) throws IOException {
    BufferedReader reader = details;
    if (reader == null) {
      ZipEntry entry = zip.getEntry("details.tsv");
      if (entry == null) throw new FileNotFoundException("the package has no details.tsv");
      reader = new BufferedReader(new InputStreamReader(zip.getInputStream(entry), US_ASCII));
      details = reader;
      next = following(reader);
    }
    List<Detail> found = new ArrayList<>();
    for (Detail each = next;
        each != null && each.position() < bundle.first() + bundle.width();
        each = next) {
      found.add(each);
      next = following(reader);
    }
    return found;
  }

  private static @Nullable Detail following(BufferedReader reader) throws IOException {
    String line = reader.readLine();
    return line == null ? null : DetailLines.read(line);
  }

  /** A package of an older version does not say, and may lack anything. */
  @Override
  public boolean isOfTheWholeLog() throws IOException {
    try {
      JsonNode scope = JsonMapper.shared().readTree(required("datapackage.json")).path("scope");
      return scope.isObject() && scope.isEmpty();
    } catch (JacksonException e) {
      throw new IOException("datapackage.json cannot be read", e);
    }
  }

  private byte[] required(String name) throws IOException {
    return read(name).orElseThrow(() -> new FileNotFoundException("the package has no " + name));
  }

  private Optional<byte[]> read(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) return Optional.empty();
    try (InputStream in = zip.getInputStream(entry)) {
      return Optional.of(in.readAllBytes());
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
