import "datetime"
try { datetime.DateTime(2024, 1, 1).format("%Q") } catch (ValueError e) { print(e) } #> format(): %Q means nothing
try { datetime.DateTime(2024, 1, 1).format("a%") } catch (ValueError e) { print(e) } #> format(): the pattern ends in %
