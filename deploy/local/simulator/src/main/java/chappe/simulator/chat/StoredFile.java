// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.simulator.chat;

/// A file that the simulator keeps. Immutable.
///
/// @param id what bots send it again by
/// @param uniqueId the same for all bots
/// @param path where it can be downloaded, below `/file/bot<token>/`
/// @param upload what it is
/// @param size of a picture, nothing for other files
public record StoredFile(
    String id, String uniqueId, String path, Upload upload, PictureSize size) {}
