// Copyright The Chappe Authors
// SPDX-License-Identifier: Apache-2.0

package chappe.ingress.update;

import java.util.List;

/// One update of each kind of Bot API 10.3, cut down to the fields that place it and those that
/// could mislead.
final class SampleUpdates {
  private SampleUpdates() {}

  /// @param owner whose key it must get
  record Sample(String kind, String owner, String json) {
    @Override
    public String toString() {
      return kind;
    }
  }

  static List<Sample> all() {
    return List.of(
        sample("message", "-100123", MESSAGE),
        sample("edited_message", "-100123", MESSAGE),
        sample("channel_post", "-1005", "{'message_id':1,'chat':{'id':-1005,'type':'channel'}}"),
        sample("edited_channel_post", "-1005", "{'chat':{'type':'channel','id':-1005}}"),
        sample(
            "business_connection",
            "77",
            "{'id':'bc','user':{'id':77},'user_chat_id':77,'date':1,'is_enabled':true}"),
        sample("business_message", "-100123", MESSAGE),
        sample("edited_business_message", "-100123", MESSAGE),
        sample(
            "deleted_business_messages",
            "12",
            "{'business_connection_id':'bc','chat':{'id':12},'message_ids':[1,2]}"),
        sample("guest_message", "-100123", MESSAGE),
        sample("stopped_message_generation", "9", "{'draft_id':4,'chat':{'id':9}}"),
        sample(
            "message_reaction",
            "-7",
            "{'user':{'id':1},'actor_chat':{'id':3},'chat':{'id':-7},'message_id':5}"),
        sample("message_reaction_count", "-7", "{'chat':{'id':-7},'reactions':[{'id':1}]}"),
        sample("inline_query", "42", "{'id':'901','from':{'id':42},'chat_type':'sender'}"),
        sample("chosen_inline_result", "42", "{'result_id':'1','from':{'id':42},'query':'x'}"),
        sample(
            "callback_query",
            "-100123",
            "{'id':'1','from':{'id':42},'message':" + MESSAGE + ",'data':'d'}"),
        sample("shipping_query", "42", "{'id':'1','from':{'id':42},'invoice_payload':'p'}"),
        sample("pre_checkout_query", "42", "{'id':'1','from':{'id':42},'total_amount':5}"),
        sample("purchased_paid_media", "42", "{'from':{'id':42},'paid_media_payload':'p'}"),
        sample("poll", "5429", "{'id':'5429','question':'?','options':[{'id':'1'}]}"),
        sample("poll_answer", "42", "{'poll_id':'5429','user':{'id':42},'option_ids':[0]}"),
        sample("my_chat_member", "-8", "{'from':{'id':42},'chat':{'id':-8},'date':1}"),
        sample("chat_member", "-8", "{'chat':{'id':-8},'from':{'id':42},'date':1}"),
        sample("chat_join_request", "-8", "{'chat':{'id':-8},'from':{'id':42},'user_chat_id':42}"),
        sample("chat_boost", "-8", "{'chat':{'id':-8},'boost':{'source':{'user':{'id':42}}}}"),
        sample("removed_chat_boost", "-8", "{'chat':{'id':-8},'boost_id':'b','source':{}}"),
        sample("managed_bot", "42", "{'user':{'id':42},'bot':{'id':99}}"),
        sample("subscription", "42", "{'user':{'id':42},'invoice_payload':'p'}"));
  }

  /// A message with chats and ids at every place where a careless scan would take them from.
  static final String MESSAGE =
      """
      {'message_id':6,'from':{'id':42,'first_name':'Ada'},'sender_chat':{'id':-99},
       'reply_to_message':{'chat':{'id':-55},'from':{'id':55}},
       'chat':{'first_name':'{"id":1}','photo':{'id':3},'id':-100123,'type':'group'},
       'forward_origin':{'chat':{'id':-66}},'text':'äöü €😀 \\u00e4 "chat":{"id":1}'}\
      """;

  private static Sample sample(String kind, String owner, String object) {
    return new Sample(kind, owner, json("{'update_id':1000,'" + kind + "':" + object + "}"));
  }

  /// Single quotes as double ones; a double one stands inside a text and is escaped.
  static String json(String text) {
    return text.replace("\"", "\\\"").replace('\'', '"');
  }
}
