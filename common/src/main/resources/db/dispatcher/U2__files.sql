drop table dispatcher.files;
