// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

/// The webhook as Telegram knows it: registered where asked, watched for what differs.
@NullMarked
package chappe.ingress.registration;

import org.jspecify.annotations.NullMarked;
