drop table dispatcher.kept_texts;
