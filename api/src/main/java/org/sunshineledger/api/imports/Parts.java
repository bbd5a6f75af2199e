package org.sunshineledger.api.imports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a workbook, which is a ZIP file of XML, before a reader of workbooks sees it. That
 * reader trusts its file: it unpacks whatever there is, and makes a row as wide as a cell says it
 * is. So the parts are unpacked here within bounds, looked at, and packed anew.
 */
final class Parts {

  private static final int MOST_PARTS = 64;
  private static final int MOST_BYTES_UNPACKED = 16 << 20;

  /** Texts that cells share are kept in memory as long as the workbook is read. */
  private static final int MOST_BYTES_OF_TEXTS = 48 << 20;

  private static final String TEXTS = "xl/sharedStrings.xml";

  /** What lists of a hundred thousand rows come to, and some more. */
  static final long LARGE = 256L << 20;

  /** No column lies behind XFD. */
  private static final Pattern CELL = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");

  /** Content types and relations of what the reader opens. */
  private static final Pattern READ =
      Pattern.compile("sheet|sharedStrings|styles|officeDocument$", Pattern.CASE_INSENSITIVE);

  private static final XMLInputFactory XML = xml();

  private Parts() {}

  /** What was sent is too large once it is unpacked. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message);
    }
  }

  /**
   * The workbook without pictures, macros and whatever else is not XML.
   *
   * @throws TooLarge when its parts are too many or too large
   * @throws IOException when it is no ZIP file of XML, or a cell lies outside any sheet
   */
  static byte[] within(byte[] file) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(file.length);
    int left = MOST_BYTES_UNPACKED;
    // Not the JDK's stream: what writers of workbooks put behind a part it does not understand.
    try (ZipFile in =
            ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get();
        ZipOutputStream out = new ZipOutputStream(packed)) {
      List<ZipArchiveEntry> parts = Collections.list(in.getEntries());
      if (parts.size() > MOST_PARTS) throw new TooLarge("> " + MOST_PARTS + " parts");
      for (ZipArchiveEntry entry : parts) {
        byte[] part = bytes(in, entry, left);
        left -= part.length;
        String name = entry.getName();
        if (!isXml(name)) continue;
        requireCellsInside(new ByteArrayInputStream(part));
        out.putNextEntry(new ZipEntry(name));
        out.write(part);
      }
    }
    return packed.toByteArray();
  }

  /**
   * Looks whether a workbook that is too large to be packed anew can be given to the reader as it
   * is: its parts are looked at as they are unpacked, and none is kept.
   *
   * @param most bytes that the parts come to
   * @throws TooLarge when they are too many or too large
   * @throws IOException when it is no ZIP file of XML, a part is there twice or has a document
   *     type, or a cell lies outside any sheet
   */
  static void require(byte[] file, long most) throws IOException {
    long left = most;
    try (ZipFile in =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get()) {
      List<ZipArchiveEntry> parts = Collections.list(in.getEntries());
      if (parts.size() > MOST_PARTS) throw new TooLarge("> " + MOST_PARTS + " parts");
      Set<String> names = new HashSet<>();
      for (ZipArchiveEntry entry : parts) {
        if (!names.add(entry.getName().toLowerCase(Locale.ROOT)))
          throw new IOException("a part is there twice");
        long bound =
            entry.getName().equalsIgnoreCase(TEXTS) ? Math.min(left, MOST_BYTES_OF_TEXTS) : left;
        left -= look(in, entry, bound);
      }
    }
  }

  private static long look(ZipFile zip, ZipArchiveEntry entry, long bound) throws IOException {
    String name = entry.getName();
    try (Counted in = new Counted(zip.getInputStream(entry), bound)) {
      // The reader of XML goes to the end of the part, and closes it there.
      if (isXml(name)) requireCellsInside(in);
      else in.transferTo(OutputStream.nullOutputStream());
      return in.count;
    }
  }

  /** The reader finds parts whatever their letters, so that none may be written otherwise. */
  private static boolean isXml(String name) throws IOException {
    boolean isXml = name.endsWith(".xml") || name.endsWith(".rels");
    String small = name.toLowerCase(Locale.ROOT);
    if (!isXml && (small.endsWith(".xml") || small.endsWith(".rels")))
      throw new IOException("a part in other letters");
    return isXml;
  }

  /** Breaks off a part that is larger than it may be. */
  private static final class Counted extends FilterInputStream {

    private final long bound;
    private long count;

    Counted(InputStream in, long bound) {
      super(in);
      this.bound = bound;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) add(1);
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = in.read(into, from, length);
      if (read > 0) add(read);
      return read;
    }

    private void add(int read) throws IOException {
      count += read;
      if (count > bound) throw new TooLarge("> " + bound);
    }
  }

  private static byte[] bytes(ZipFile zip, ZipArchiveEntry entry, int left) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] part = in.readNBytes(left + 1);
      if (part.length > left) throw new TooLarge("> " + MOST_BYTES_UNPACKED);
      return part;
    }
  }

  private static void requireCellsInside(InputStream part) throws IOException {
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(part);
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) throw new IOException("a document type");
        if (event != XMLStreamConstants.START_ELEMENT) continue;
        switch (reader.getLocalName()) {
          case "c" -> requireCell(reader.getAttributeValue(null, "r"));
          case "Override" -> {
            requireXml(reader, "ContentType", "PartName");
            requireTexts(reader);
          }
          case "Relationship" -> requireXml(reader, "Type", "Target");
          default -> {
            // Nothing that leads a reader astray.
          }
        }
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof TooLarge tooLarge) throw tooLarge;
      throw new IOException("not XML", e);
    }
  }

  private static void requireCell(@Nullable String cell) throws IOException {
    if (cell != null && !CELL.matcher(cell).matches()) throw new IOException("no cell of a sheet");
  }

  /** A part that the reader takes for a sheet must have been looked at as one. */
  private static void requireXml(XMLStreamReader reader, String type, String name)
      throws IOException {
    String kind = reader.getAttributeValue(null, type);
    String part = reader.getAttributeValue(null, name);
    if (kind != null && READ.matcher(kind).find() && (part == null || !part.endsWith(".xml")))
      throw new IOException("a sheet that is not XML");
  }

  /** The reader keeps them in memory, wherever they are: they must be where their bound is. */
  private static void requireTexts(XMLStreamReader reader) throws IOException {
    String kind = reader.getAttributeValue(null, "ContentType");
    if (kind != null
        && kind.toLowerCase(Locale.ROOT).contains("sharedstrings")
        && !("/" + TEXTS).equalsIgnoreCase(reader.getAttributeValue(null, "PartName")))
      throw new IOException("texts in another part");
  }

  private static XMLInputFactory xml() {
    // The JDK's own, whatever else is on the class path.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
