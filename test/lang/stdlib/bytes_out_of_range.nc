try { bytes([256]) } catch (ValueError e) { print("ValueError") } #> ValueError
