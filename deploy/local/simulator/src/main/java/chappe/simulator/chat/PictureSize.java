// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// How large a picture is; 0 by 0 for what is none. Immutable.
public record PictureSize(int width, int height) {
  private static final PictureSize NONE = new PictureSize(0, 0);

  /// Reads the header only, so a small file that claims to be huge costs nothing.
  static PictureSize of(Upload upload) {
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(upload.content()))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        return NONE;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        return new PictureSize(reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException _) {
      // a broken picture is a file like any other
      return NONE;
    }
  }
}
